import type { AccountTransaction } from '@libs/contracts';
import { orderIdOf, PaymentId } from '@libs/kernel';
import { MERCHANT, OTHER, runGateway, type Running } from '../gateway.fixtures.js';
import { SELLER, show, transaction } from '../shown.fixtures.js';

const NOT_VERIFIED = { cardVerification: 'not-verified' } as const;

describe('card payments whose holder was not verified', () => {
  let gateway: Running;
  beforeAll(async () => {
    gateway = await runGateway();
    const lines: readonly Partial<AccountTransaction>[] = [
      { ...NOT_VERIFIED, receivedAt: '2026-03-02T08:00:00.000Z' },
      { ...NOT_VERIFIED, receivedAt: '2026-03-01T08:00:00.000Z', settlementState: 'claimed' },
      { ...NOT_VERIFIED, receivedAt: '2026-02-01T08:00:00.000Z', settlementState: 'settled' },
      { ...NOT_VERIFIED, receivedAt: '2026-01-01T08:00:00.000Z', merchantId: OTHER },
      { cardVerification: 'verified', receivedAt: '2026-01-01T08:00:00.000Z' },
      { receivedAt: '2026-01-01T08:00:00.000Z' },
    ];
    for (const [at, over] of lines.entries()) {
      const orderId = orderIdOf(SELLER, PaymentId.parse(`card-${at}`));
      await show(
        gateway.views.transactions,
        orderId,
        transaction({ orderId, merchantId: MERCHANT, ...over }),
      );
    }
  });
  afterAll(() => gateway.close());

  it('are told as long as their money is not settled, with the age of the oldest', async () => {
    const { body } = await gateway.fetch('/v1/transactions/summary');
    const alert = body.groups.find(
      ({ group }: { readonly group: string }) => group === 'card-alert',
    );
    expect(alert).toMatchObject({ count: 2, oldest: '2026-03-01T08:00:00.000Z' });
    expect((await gateway.fetch(alert.href)).body.items).toHaveLength(2);
  });

  it('are found, settled or not', async () => {
    const { body } = await gateway.fetch('/v1/transactions?cardVerification=not-verified');
    expect(body.items).toHaveLength(3);
    const { body: verified } = await gateway.fetch('/v1/transactions?cardVerification=verified');
    expect(verified.items).toHaveLength(1);
  });
});

describe('cases that wait for the merchant', () => {
  let gateway: Running;
  const forYou = (day: string, over: Partial<AccountTransaction>) => ({
    ...{ casesAwait: 'merchant' as const, casesSince: `2026-03-${day}T08:00:00.000Z` },
    ...{ answerBy: `2026-03-${day}T22:00:00.000Z`, ...over },
  });
  beforeAll(async () => {
    gateway = await runGateway();
    const lines: readonly Partial<AccountTransaction>[] = [
      forYou('20', { pendingWork: 'case-waiting-for-you' }),
      forYou('12', { pendingWork: 'refund-waiting-for-your-transfer' }),
      { casesAwait: 'buyer', casesSince: '2026-01-01T08:00:00.000Z' },
    ];
    for (const [at, over] of lines.entries()) {
      const orderId = orderIdOf(SELLER, PaymentId.parse(`case-${at}`));
      await show(gateway.views.transactions, orderId, transaction({ orderId, ...over }));
    }
  });
  afterAll(() => gateway.close());

  it('are told with the first of their deadlines, also where the order waits for more', async () => {
    const { body } = await gateway.fetch('/v1/transactions/summary');
    const groups: readonly { readonly answerBy?: string; readonly href: string }[] = body.groups;
    const [cases, ...others] = groups.filter(({ answerBy }) => answerBy !== undefined);
    expect(cases).toMatchObject({
      ...{ group: 'case-waiting-for-you', count: 2, oldest: '2026-03-12T08:00:00.000Z' },
      answerBy: '2026-03-12T22:00:00.000Z',
    });
    expect(others).toEqual([]);
    expect((await gateway.fetch(cases?.href ?? '')).body.items).toHaveLength(2);
  });
});
