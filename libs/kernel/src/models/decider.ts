import type { Decision, Refusal } from './decision.js';

/** A write model: three pure values, no clock, no I/O, no framework. */
export interface Decider<Command, State, Event, Rejection extends Refusal = Refusal> {
  readonly initialState: State;
  /** What should happen. Reads the state, never changes it. */
  readonly decide: (command: Command, state: State) => Decision<Event, Rejection>;
  /** What has happened. Trusts history and never refuses. */
  readonly evolve: (state: State, event: Event) => State;
}

/** The state that a history leads to. */
export const fold = <State, Event>(
  { evolve, initialState }: Pick<Decider<never, State, Event>, 'evolve' | 'initialState'>,
  history: readonly Event[],
): State => history.reduce(evolve, initialState);
