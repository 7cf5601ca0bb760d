import type { Refusal } from './decision.js';
import type { INSTITUTION } from '../values/ids.js';
import type { AnyMessage, Named } from '../messages/message.js';
import type { Recorded } from '../messages/recorded.js';

/** A recorded event of a service, or a message of an outside contract (which has no stream). */
export type News<Event extends AnyMessage> = Event & Pick<Recorded, 'id'> & Partial<Recorded>;

/**
 * When X is told, ask for Y. Pure: an event in, commands out. A command that is refused goes
 * to `refused`; where that is missing or answers nothing, the message is parked.
 */
export interface Policy<Event extends AnyMessage, Command extends AnyMessage> {
  /** Its subscription's group is `<service>.<name>`; never renamed. */
  readonly name: string;
  readonly topic: string;
  /**
   * Set where a policy follows a merchant's stream and asks one of the institution's (a transfer).
   * Otherwise it acts for the owner of the stream it follows, and reaches nobody else's.
   */
  readonly actsFor?: typeof INSTITUTION;
  readonly on: {
    readonly [Type in Event['type']]?: (event: News<Named<Event, Type>>) => readonly Command[];
  };
  readonly refused?: {
    readonly [Type in Event['type']]?: (
      event: News<Named<Event, Type>>,
      refusal: Refusal,
      command: Command,
    ) => readonly Command[] | undefined;
  };
}

/** The commands that a policy asks for, having been told an event. */
export const ask = <Event extends AnyMessage, Command extends AnyMessage>(
  { on }: Policy<Event, Command>,
  event: News<Event>,
): readonly Command[] => {
  const handle = on[event.type as Event['type']] as
    ((event: News<Event>) => readonly Command[]) | undefined;
  return handle === undefined ? [] : handle(event);
};

/** What a policy asks for after a refusal; `undefined` means that it has no answer to it. */
export const askAfterRefusal = <Event extends AnyMessage, Command extends AnyMessage>(
  { refused }: Policy<Event, Command>,
  event: News<Event>,
  refusal: Refusal,
  command: Command,
): readonly Command[] | undefined => {
  const handle = refused?.[event.type as Event['type']] as
    | ((event: News<Event>, refusal: Refusal, command: Command) => readonly Command[] | undefined)
    | undefined;
  return handle?.(event, refusal, command);
};
