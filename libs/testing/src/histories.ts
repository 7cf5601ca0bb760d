import { fold, type Aggregate, type AnyMessage, type Decider, type Refusal } from '@libs/kernel';

/** What commands lead to, one after the other; a refused one is a mistake of the spec. */
export const historyOf =
  <Command extends AnyMessage, State, Event, Rejection extends Refusal>(
    decider: Decider<Command, State, Event, Rejection>,
  ) =>
  (...commands: readonly Command[]): Event[] =>
    commands.reduce<Event[]>((history, command) => {
      const decision = decider.decide(command, fold(decider, history));
      if (decision.outcome === 'rejected')
        throw new Error(`${command.type} is refused: ${decision.rejection.code}`);
      return [...history, ...decision.events];
    }, []);

/**
 * What any commands lead to, run the way a service runs them: only some begin a stream, every
 * accepted event joins the history, and a refused command leaves no trace.
 */
export const runOf =
  <Command extends AnyMessage, State, Event extends AnyMessage, Rejection extends Refusal>({
    decider,
    begins,
  }: Pick<Aggregate<Command, State, Event, Rejection>, 'decider' | 'begins'>) =>
  (commands: readonly Command[]): readonly Event[] =>
    commands.reduce<readonly Event[]>((history, command) => {
      if (history.length === 0 && !begins.includes(command.type)) return history;
      const decision = decider.decide(command, fold(decider, history));
      return decision.outcome === 'accepted' ? [...history, ...decision.events] : history;
    }, []);
