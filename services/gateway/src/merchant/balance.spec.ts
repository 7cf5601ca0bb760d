import type { Advance, MerchantBalance } from '@libs/contracts';
import {
  eur,
  idFrom,
  INSTITUTION,
  NOTHING,
  orderIdOf,
  PaymentId,
  RefundId,
  SettlementId,
} from '@libs/kernel';
import { ANSWER_SCHEMAS } from '../answers/answer-schemas.js';
import { MERCHANT, OTHER, runGateway, type Answered, type Running } from '../gateway.fixtures.js';
import { SELLER, show } from '../shown.fixtures.js';

const BALANCE = '/v1/merchant/balance';
const ADVANCES = '/v1/merchant/advances';
const orderOf = (name: string) => orderIdOf(SELLER, PaymentId.parse(name));
const day = (number: number) => `2026-02-0${number}T10:00:00.000Z`;

/** An order whose refund of so much was advanced on a day, and so much of it taken back. */
const advance = (name: string, on: number, [advanced, recovered]: [number, number]): Advance => ({
  ...{ orderId: orderOf(name), merchantId: MERCHANT, orderNumber: name },
  status: advanced === recovered ? 'recovered' : 'owed',
  ...{ advanced: eur(advanced), recovered: eur(recovered), beingDeducted: NOTHING },
  owed: eur(advanced - recovered),
  refunds: [
    {
      refundId: RefundId.parse(idFrom('refund', name)),
      ...{ amount: eur(advanced), reason: 'defective', advancedAt: day(on) },
    },
  ],
  deductions:
    recovered === 0
      ? []
      : [
          {
            settlementId: SettlementId.parse('march.1'),
            ...{ amount: eur(recovered), recoveredAt: day(9) },
          },
        ],
  ...{ advancedAt: day(on), changedAt: day(9) },
});

const balance = (over: Partial<MerchantBalance> = {}): MerchantBalance => ({
  ...{ merchantId: MERCHANT, advanced: eur(60_00), recovered: eur(15_00) },
  ...{ beingDeducted: eur(5_00), owed: eur(45_00), changedAt: day(9) },
  ...over,
});

describe('what coming payouts owe', () => {
  let gateway: Running;
  beforeAll(async () => {
    gateway = await runGateway();
    const { views } = gateway;
    await show(views.balances, OTHER, balance({ merchantId: OTHER, owed: eur(1) }));
    const advances = [
      advance('first', 1, [10_00, 10_00]),
      advance('second', 2, [20_00, 5_00]),
      advance('third', 3, [30_00, 0]),
      { ...advance('theirs', 4, [99_00, 0]), merchantId: OTHER },
    ];
    for (const each of advances) await show(views.advances, each.orderId, each);
  });
  afterAll(() => gateway.close());

  const get = (path: string) => gateway.fetch(path);
  const names = ({ body }: Answered): readonly string[] =>
    body.items.map(({ orderNumber }: { readonly orderNumber: string }) => orderNumber);

  it('is nothing for a merchant who was never advanced anything', async () => {
    const { status, body } = await get(BALANCE);
    expect(status).toBe(200);
    ANSWER_SCHEMAS.MerchantBalance.parse(body);
    expect(body).toMatchObject({ advanced: eur(0), owed: eur(0) });
  });

  it("is the merchant's own sums, with the way to the reasons", async () => {
    await show(gateway.views.balances, MERCHANT, balance());
    const { body } = await get(BALANCE);
    ANSWER_SCHEMAS.MerchantBalance.parse(body);
    expect(body).toMatchObject({
      ...{ advanced: eur(60_00), recovered: eur(15_00), beingDeducted: eur(5_00) },
      ...{ owed: eur(45_00), links: { self: BALANCE, advances: ADVANCES } },
    });
  });

  it('has its reasons order by order, oldest first, and never those of another merchant', async () => {
    const all = await get(ADVANCES);
    ANSWER_SCHEMAS.AdvancePage.parse(all.body);
    expect(names(all)).toEqual(['first', 'second', 'third']);
    expect(names(await get(`${ADVANCES}?sort=-advancedAt`))).toEqual(['third', 'second', 'first']);
    expect(names(await get(`${ADVANCES}?status=owed`))).toEqual(['second', 'third']);
    expect(names(await get(`${ADVANCES}?status=recovered`))).toEqual(['first']);
    expect(all.body.items[1]).toMatchObject({
      ...{ href: `/v1/orders/${orderOf('second')}`, owed: eur(15_00) },
      deductions: [{ amount: eur(5_00), href: '/v1/settlements/march.1' }],
    });
  });

  it('has pages of them that neither skip nor repeat one, there and back', async () => {
    const at = (cursor: string) => get(`${ADVANCES}?limit=2&cursor=${cursor}`);
    const first = await get(`${ADVANCES}?limit=2`);
    expect([names(first), first.body.prev]).toEqual([['first', 'second'], null]);
    const second = await at(first.body.next);
    expect([names(second), second.body.next]).toEqual([['third'], null]);
    expect(names(await at(second.body.prev))).toEqual(['first', 'second']);
  });

  it.each([
    [BALANCE, 'limit=1', '/limit'],
    [BALANCE, 'atLeast=00000000000000000099', '/atLeast'],
    [ADVANCES, 'status=lost', '/status'],
    [ADVANCES, 'sort=owed', '/sort'],
    [ADVANCES, 'limit=0', '/limit'],
    [ADVANCES, 'limit=101', '/limit'],
    [ADVANCES, 'cursor=forged', '/cursor'],
    [ADVANCES, 'merchantId=22222222-2222-4222-8222-222222222222', '/merchantId'],
  ])('is not asked for at %s by %s', async (path, query, pointer) => {
    const { status, body } = await get(`${path}?${query}`);
    expect([status, body.code, body.errors[0].pointer]).toEqual([400, 'invalid-input', pointer]);
  });

  it('is for those of a merchant who may see settlements', async () => {
    const orders = await gateway.token({ scopes: ['orders.order.read'] });
    const operator = await gateway.token({ merchant: INSTITUTION, roles: ['operator'] });
    for (const path of [BALANCE, ADVANCES]) {
      expect((await gateway.fetch(path, { token: null })).status).toBe(401);
      expect((await gateway.fetch(path, { token: orders })).status).toBe(403);
      expect((await gateway.fetch(path, { token: operator })).status).toBe(403);
    }
  });
});
