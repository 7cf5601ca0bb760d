import type { AccountCommand } from '@libs/contracts';
import { eur } from '@libs/kernel';
import { specFor } from '@libs/testing';
import { accountDecider } from './account.decider.js';
import { A, after, B, open, request } from './account.fixtures.js';

const given = specFor(accountDecider);

const message = (
  refundId: typeof A,
  messageDigest: string,
  at = '2026-01-05T10:00:00.000Z',
): AccountCommand => {
  const asked = request(refundId, eur(15_00));
  return { ...asked, data: { ...asked.data, messageDigest, at } } as AccountCommand;
};
const paidAndAsked = () => given(...after(open(), message(A, 'says-this')));

describe('a message that names no wish of its own', () => {
  it('is one with the same message within a minute', () =>
    paidAndAsked()
      .when(message(B, 'says-this', '2026-01-05T10:00:59.999Z'))
      .thenRejected('told-a-minute-ago'));

  it('is another wish a minute later', () => {
    const { events } = asEvents(message(B, 'says-this', '2026-01-05T10:01:00.000Z'));
    expect(events.map(({ type }) => type)).toEqual(['RefundRequested', 'RefundPayoutOrdered']);
  });

  it('is another wish when it says something else', () => {
    const { events } = asEvents(message(B, 'says-that'));
    expect(events).toHaveLength(2);
  });
});

function asEvents(command: AccountCommand) {
  const history = after(open(), message(A, 'says-this'));
  const state = history.reduce(accountDecider.evolve, accountDecider.initialState);
  const decision = accountDecider.decide(command, state);
  if (decision.outcome !== 'accepted') throw new Error(decision.rejection.code);
  return decision;
}
