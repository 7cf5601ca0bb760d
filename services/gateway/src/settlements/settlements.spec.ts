import type { Settlement } from '@libs/contracts';
import { eur, orderIdOf, PaymentId, SettlementId } from '@libs/kernel';
import { ANSWER_SCHEMAS } from '../answers/answer-schemas.js';
import { MERCHANT, NOW, OTHER, runGateway, type Running } from '../gateway.fixtures.js';
import { ORDER, SELLER, show, transaction } from '../shown.fixtures.js';

const FOREIGN = orderIdOf(SELLER, PaymentId.parse('another'));
const line = (orderId = ORDER) => ({
  orderId,
  ...{ gross: eur(573_10), refunded: eur(15_00), commission: eur(10_00), commissionVat: eur(2_03) },
  net: eur(548_10),
});
const settlement = (id: string, over: Partial<Settlement> = {}): Settlement => {
  const { orderId: _orderId, ...sums } = line();
  return {
    settlementId: SettlementId.parse(id),
    merchantId: MERCHANT,
    status: 'paid',
    lines: [{ line: line(), answer: 'claimed' }],
    deductions: [],
    sums: { count: 1, ...sums },
    reasons: [],
    ...{ proposedAt: NOW, paidAt: NOW, changedAt: NOW },
    ...over,
  };
};

describe('settlements', () => {
  let gateway: Running;
  beforeAll(async () => {
    gateway = await runGateway();
    const { views } = gateway;
    await show(views.transactions, ORDER, transaction());
    await show(views.transactions, FOREIGN, transaction({ orderId: FOREIGN, merchantId: OTHER }));
    const lines: Settlement['lines'] = [
      { line: line(), answer: 'claimed' },
      { line: line(FOREIGN), answer: 'order-unknown' },
    ];
    const deductions: Settlement['deductions'] = [
      { deduction: { orderId: ORDER, amount: eur(48_10) }, answer: 'claimed' },
      { deduction: { orderId: FOREIGN, amount: eur(1) }, answer: 'order-unknown' },
    ];
    const { sums } = settlement('march.1');
    const less = { ...sums, count: 2, deducted: eur(48_10), net: eur(500_00) };
    await show(
      views.settlements,
      'march.1',
      settlement('march.1', { lines, deductions, sums: less }),
    );
    await show(
      views.settlements,
      'february.1',
      settlement('february.1', { status: 'cancelled', proposedAt: '2026-02-01T10:00:00.000Z' }),
    );
    await show(views.settlements, 'theirs', settlement('theirs', { merchantId: OTHER }));
  });
  afterAll(() => gateway.close());

  const get = (path: string) => gateway.fetch(path);
  const ids = async (query: string): Promise<readonly string[]> =>
    (await get(`/v1/settlements?${query}`)).body.items.map(
      ({ settlementId }: { readonly settlementId: string }) => settlementId,
    );

  it('are listed with their sums, newest first, and only those of the caller', async () => {
    const { status, body } = await get('/v1/settlements');
    expect(status).toBe(200);
    ANSWER_SCHEMAS.SettlementPage.parse(body);
    expect(await ids('')).toEqual(['march.1', 'february.1']);
    expect(body.items[0].sums).toMatchObject({ deducted: eur(48_10), net: eur(500_00) });
    expect(body.items[1].sums.deducted).toBeUndefined();
    expect([body.items[0].lines, body.items[0].deductions]).toEqual([undefined, undefined]);
  });

  it('are found by state and by day', async () => {
    expect(await ids('status=cancelled')).toEqual(['february.1']);
    expect(await ids('from=2026-03-02')).toEqual(['march.1']);
    expect(await ids('to=2026-03-02&sort=proposedAt')).toEqual(['february.1']);
  });

  it('have their lines, each with the names of its order', async () => {
    const { body: one } = await get('/v1/settlements/march.1');
    ANSWER_SCHEMAS.Settlement.parse(one);
    const { body } = await get(one.links.lines);
    ANSWER_SCHEMAS.SettlementLineList.parse(body);
    expect(body.items[0]).toMatchObject({
      ...{ ...line(), answer: 'claimed', orderNumber: '1998524', reference: '19985242' },
      href: `/v1/orders/${ORDER}`,
    });
  });

  it('have what they took back of advances, each with the names of its order', async () => {
    const { body: one } = await get('/v1/settlements/march.1');
    const { body } = await get(one.links.deductions);
    ANSWER_SCHEMAS.SettlementDeductionList.parse(body);
    expect(body.items[0]).toMatchObject({
      ...{ amount: eur(48_10), answer: 'claimed', orderNumber: '1998524' },
      href: `/v1/orders/${ORDER}`,
    });
    expect((await get('/v1/settlements/february.1/deductions')).body.items).toEqual([]);
  });

  it.each(['lines', 'deductions'])(
    "tell nothing in their %s of another merchant's order that a proposal named",
    async (list) => {
      const { body } = await get(`/v1/settlements/march.1/${list}`);
      expect(body.items[1].answer).toBe('order-unknown');
      expect(body.items[1].orderNumber).toBeUndefined();
    },
  );

  it.each([
    ['', 'limit=1', '/limit'],
    ['/lines', 'cursor=x', '/cursor'],
    ['/deductions', 'status=claimed', '/status'],
    ['/deductions', 'atLeast=00000000000000000099', '/atLeast'],
  ])('take no such wish of march.1%s: %s', async (list, query, pointer) => {
    const { status, body } = await get(`/v1/settlements/march.1${list}?${query}`);
    expect([status, body.errors[0].pointer]).toEqual([400, pointer]);
  });

  it.each(['theirs', 'never-was', '%20', 'x'.repeat(200)])(
    'are unknown by the id %s, as another merchant’s and as one that never was',
    async (id) => {
      for (const list of ['', '/lines', '/deductions'])
        expect((await get(`/v1/settlements/${id}${list}`)).status).toBe(404);
    },
  );
});
