import { fold, type Decider, type Refusal } from '@libs/kernel';

/** Reads as the sentence it tests: given this history, when this command, then this answer. */
export const specFor =
  <Command, State, Event, Rejection extends Refusal>(
    decider: Decider<Command, State, Event, Rejection>,
  ) =>
  (...history: Event[]) => ({
    when: (command: Command) => {
      const decision = decider.decide(command, fold(decider, history));
      return {
        then: (...events: [Event, ...Event[]]) =>
          expect(decision).toEqual({ outcome: 'accepted', events }),
        thenNothing: () => expect(decision).toEqual({ outcome: 'accepted', events: [] }),
        /** The refusal's code; with details, when they are given. */
        thenRejected: (code: Rejection['code'], details?: Rejection['details']) =>
          expect(decision).toMatchObject({
            outcome: 'rejected',
            rejection: details === undefined ? { code } : { code, details },
          }),
      };
    },
  });
