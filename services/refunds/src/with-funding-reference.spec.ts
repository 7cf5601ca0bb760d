import { memoryEventStore } from '@libs/event-store/memory';
import type { AccountCommand, FundingCommand, Terms } from '@libs/contracts';
import {
  eur,
  hoursAfter,
  Iban,
  idFrom,
  ReferenceNumber,
  type AnyMessage,
  type CommandEnvelope,
} from '@libs/kernel';
import { dispatcher, secretsOf, type Clock } from '@libs/platform';
import { DIRECT, MERCHANT } from '@libs/testing';
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
async function claimedOrder(terms: Terms = DIRECT) {
  const store = memoryEventStore();
  const dispatch = dispatcher(refundsService, { store, clock });
  await dispatch(wish(open({ terms })));
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

describe('a refund under a reference that the merchant chose', () => {
  const CHOSEN = ReferenceNumber.parse('00000000000019985242');
  const PLAIN = '19985242';
  const chosen = (refundId = A, chosenReference = CHOSEN) =>
    request(refundId, eur(20_00), { timing: 'after-settlement', chosenReference });
  const reserved = (merchantId = MERCHANT): FundingCommand => ({
    type: 'ReserveFunding',
    data: { reference: CHOSEN, merchantId, orderId: ORDER, refundId: B, at: AT },
  });
  const agreed = () => claimedOrder({ ...DIRECT, mayChooseReferences: true });

  it('is told where to send it, under that one, without its zeros', async () => {
    const { take, fundings } = await agreed();
    expect(await take(wish(chosen()))).toMatchObject({
      outcome: 'accepted',
      events: [{ data: { funding: { ...fundingAccount, reference: PLAIN, amount: eur(20_00) } } }],
    });
    expect(await fundings()).toMatchObject([
      { type: 'FundingReserved', stream: `funding-${PLAIN}`, data: { refundId: A } },
    ]);
  });

  it('is the same when it is sent again, and another one under another reference', async () => {
    const { take, fundings } = await agreed();
    const first = await take(wish(chosen()));
    expect(await take(wish(chosen()))).toEqual({ ...first, repeated: true });
    const other = chosen(A, ReferenceNumber.parse('134662'));
    expect(await take(wish(other))).toMatchObject({ rejection: { code: 'refund-id-reused' } });
    expect(await fundings()).toHaveLength(1);
  });

  it.each([
    ['another refund', MERCHANT],
    ["another merchant's refund", OTHER],
  ])('is refused when %s has it', async (_whose, merchantId) => {
    const { take, dispatch } = await agreed();
    await dispatch(wish(reserved(merchantId), { tenant: merchantId }));
    expect(await take(wish(chosen()))).toMatchObject({ rejection: { code: 'reference-taken' } });
  });

  it('takes over one that no request followed for a day, and no younger one', async () => {
    const { take, dispatch } = await agreed();
    await dispatch(wish(reserved()));
    const later = (hours: number) => ({
      issuedAt: hoursAfter(AT, hours),
      commandId: idFrom(String(hours)),
    });
    const early = await take(wish(chosen(), later(24)));
    expect(early).toMatchObject({ rejection: { code: 'reference-taken' } });
    expect((await take(wish(chosen(), later(24.1)))).outcome).toBe('accepted');
  });

  it('is refused without an agreement, and takes no reference', async () => {
    const { take, fundings } = await claimedOrder();
    const answer = await take(wish(chosen()));
    expect(answer).toMatchObject({ rejection: { code: 'chosen-reference-not-taken' } });
    expect(await fundings()).toEqual([]);
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
