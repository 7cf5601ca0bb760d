import type { Aggregate, AnyMessage, Refusal } from '@libs/kernel';
import fc from 'fast-check';
import { runOf } from './histories.js';

/** What every aggregate promises, whatever is asked of it; called in its own `describe`. */
export function aggregateContract<
  Command extends AnyMessage,
  State,
  Event extends AnyMessage,
  Rejection extends Refusal,
>(
  aggregate: Aggregate<Command, State, Event, Rejection>,
  wishes: fc.Arbitrary<readonly Command[]>,
): void {
  const run = runOf(aggregate);

  it('gives the same history when every command arrives twice', () =>
    fc.assert(
      fc.property(wishes, (commands) => {
        expect(run(commands.flatMap((each) => [each, each]))).toEqual(run(commands));
      }),
    ));

  it('records only events that survive the store', () =>
    fc.assert(
      fc.property(wishes, (commands) => {
        for (const event of run(commands))
          expect(aggregate.event.parse(JSON.parse(JSON.stringify(event)))).toEqual(event);
      }),
    ));
}
