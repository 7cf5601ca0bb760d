import { CALLBACKS_MAX, type CheckoutCommand } from '@libs/contracts';
import { aggregateContract, runOf } from '@libs/testing';
import fc from 'fast-check';
import { checkout } from './checkout.decider.js';
import { change, record } from './checkout.fixtures.js';

const command: fc.Arbitrary<CheckoutCommand> = fc.oneof(
  fc
    .constantFrom('2026-03-01', '2026-03-05', '2026-03-09')
    .map((day) => change(`${day}T10:00:00.000Z`)),
  fc
    .tuple(
      fc.integer({ min: 1, max: CALLBACKS_MAX }),
      fc.oneof(
        fc.constantFrom(200, 404, 500, 503).map((status) => ({ status })),
        fc.constantFrom('unreachable', 'timed-out').map((fault) => ({ fault })),
      ),
    )
    .map(([attempt, outcome]) => record(attempt, outcome as { readonly status: number })),
);
const commands = fc.array(command, { maxLength: 20 });
const run = runOf(checkout);

describe('whatever is asked of a checkout', () => {
  aggregateContract(checkout, commands);

  it('tells a shop in order, and no more once it has answered', () =>
    fc.assert(
      fc.property(commands, (all) => {
        const attempts = run(all).flatMap((event) =>
          event.type === 'PaymentUrlExpiryChanged' ? [] : [event],
        );
        expect(attempts.map(({ data }) => data.attempt)).toEqual(
          attempts.map((_attempt, at) => at + 1),
        );
        expect(attempts.slice(0, -1).every(({ type }) => type === 'CallbackFailed')).toBe(true);
      }),
    ));
});
