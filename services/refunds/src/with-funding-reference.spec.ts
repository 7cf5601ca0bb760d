import { memoryEventStore } from '@libs/event-store/memory';
import type { AccountCommand, FundingCommand } from '@libs/contracts';
import { Iban, idFrom, type AnyMessage, type CommandEnvelope } from '@libs/kernel';
import { eur } from '@libs/kernel';
import { dispatcher, secretsOf, type Clock } from '@libs/platform';
import { MERCHANT } from '@libs/testing';
import { A, AT, B, claim, open, ORDER, PAID, request, S1 } from './account/account.fixtures.js';
import { CANDIDATES_MAX, candidateReference } from './account/funding-reference.js';
import { refundsService } from './refunds.module.js';
import { withFundingReference } from './with-funding-reference.js';

const OTHER = '99999999-9999-4999-8999-999999999999' as typeof MERCHANT;
const clock: Clock = { now: () => AT };
const secrets = secretsOf(new Uint8Array(32).fill(3));
const fundingAccount = {
  recipientName: 'Svea Payments Oy',
  iban: Iban.parse('FI7740123477777777'),
};
const candidate = (refundId: typeof A, clash: number) =>
  candidateReference(refundId, clash, (text, below) =>
    secrets.number('funding-reference', text, below),
  );

const wish = (command: AnyMessage, over: Partial<CommandEnvelope> = {}): CommandEnvelope => ({
  commandId: idFrom(JSON.stringify(command)),
  fingerprint: 'fingerprint',
  tenant: MERCHANT,
  actor: { kind: 'user', id: 'liisa' },
  correlationId: 'correlation',
  causationId: 'causation',
  issuedAt: AT,
  command: { type: command.type, data: { ...command.data } },
  ...over,
});
const after = (refundId: typeof A, amount = eur(20_00)): AccountCommand =>
  request(refundId, amount, { timing: 'after-settlement' });
const taken = (refundId: typeof A, clash: number, merchantId = MERCHANT): FundingCommand => ({
  type: 'ReserveFunding',
  data: {
    reference: candidate(refundId, clash),
    merchantId,
    orderId: ORDER,
    refundId: B,
    at: AT,
  },
});

/** The service on a log in memory, its order claimed for settlement. */
async function claimedOrder() {
  const store = memoryEventStore();
  const dispatch = dispatcher(refundsService, { store, clock });
  await dispatch(wish(open()));
  await dispatch(wish(claim(S1, PAID)));
  const fundings = async () =>
    (await store.readAll({ after: '0'.repeat(20), categories: ['funding'], limit: 100 })).events;
  return {
    dispatch,
    fundings,
    take: withFundingReference({ dispatch, secrets, fundingAccount }),
  };
}

describe('a refund that needs a transfer', () => {
  it('is told where to send it, under a reference that is its own', async () => {
    const { take, fundings } = await claimedOrder();
    const reference = candidate(A, 0);
    expect(await take(wish(after(A)))).toMatchObject({
      outcome: 'accepted',
      events: [{ data: { funding: { ...fundingAccount, reference, amount: eur(20_00) } } }],
    });
    expect(await fundings()).toMatchObject([
      { type: 'FundingReserved', stream: `funding-${reference}`, data: { refundId: A } },
    ]);
  });

  it('keeps its reference when the request is sent again', async () => {
    const { take, fundings } = await claimedOrder();
    const first = await take(wish(after(A)));
    const again = await take(wish(after(A), { issuedAt: '2026-01-05T09:31:00Z' }));
    expect(again).toEqual({ ...first, repeated: true });
    expect(await fundings()).toHaveLength(1);
  });

  it('takes the next one when its own is taken', async () => {
    const { take, dispatch } = await claimedOrder();
    await dispatch(wish(taken(A, 0)));
    await dispatch(wish(taken(A, 1, OTHER), { tenant: OTHER }));
    expect(await take(wish(after(A)))).toMatchObject({
      outcome: 'accepted',
      events: [{ data: { funding: { reference: candidate(A, 2) } } }],
    });
  });

  it('is refused when as many as are tried are taken', async () => {
    const { take, dispatch } = await claimedOrder();
    for (let clash = 0; clash < CANDIDATES_MAX; clash += 1) await dispatch(wish(taken(A, clash)));
    expect(await take(wish(after(A)))).toMatchObject({
      outcome: 'rejected',
      rejection: { code: 'funding-instructions-missing' },
    });
  });

  it('is compared with what the caller has seen', async () => {
    const { take, fundings } = await claimedOrder();
    expect((await take(wish(after(A), { expectedRevision: 0 }))).outcome).toBe('stale');
    expect((await take(wish(after(A), { expectedRevision: 3 }))).outcome).toBe('accepted');
    expect(await fundings()).toHaveLength(1);
  });
});

describe('any other request', () => {
  it('takes no reference', async () => {
    const { take, fundings } = await claimedOrder();
    expect((await take(wish(request(A, eur(1))))).outcome).toBe('rejected');
    expect((await take(wish(after(A, eur(9999_00))))).outcome).toBe('rejected');
    expect((await take(wish(after(A), { tenant: OTHER }))).outcome).toBe('unknown');
    expect(await fundings()).toEqual([]);
  });
});
