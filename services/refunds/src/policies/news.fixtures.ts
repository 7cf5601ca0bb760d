import { ask, askAfterRefusal, type AnyMessage, type News, type Policy } from '@libs/kernel';
import { recorded } from '@libs/testing';

/** The last event that the commands lead to, as news. */
export const told = <Event extends AnyMessage>(events: readonly Event[]): News<Event> => {
  const event = events.at(-1);
  if (event === undefined) throw new Error('the spec tells something');
  return recorded(event);
};
/** A message of an outside contract. */
export const fromOutside = <Message extends AnyMessage>(message: Message): News<Message> => ({
  id: 'outside-1',
  ...message,
});
/** What the policy does when its first command is refused so. */
export const refusedWith = <Event extends AnyMessage, Command extends AnyMessage>(
  policy: Policy<Event, Command>,
  news: News<Event>,
  code: string,
) => {
  const [command] = ask(policy, news);
  if (command === undefined) throw new Error('the policy asks for something');
  return askAfterRefusal(policy, news, { code }, command);
};
