import type { AccountTransaction } from '@libs/contracts';
import { eur, idFrom, PaymentId, ReferenceNumber, type OrderId } from '@libs/kernel';
import { ANSWER_SCHEMAS } from '../answers/answer-schemas.js';
import { OTHER, runGateway, type Running } from '../gateway.fixtures.js';
import { transaction } from '../shown.fixtures.js';

const idOf = (at: number) => idFrom('order', String(at)) as OrderId;
const dayOf = (at: number) => `2026-03-${String(at).padStart(2, '0')}`;

/** Ten lines, one a day, each a euro more; two by two in another state. */
const LINES: readonly AccountTransaction[] = Array.from({ length: 10 }, (_none, index) => {
  const at = index + 1;
  return transaction({
    orderId: idOf(at),
    orderNumber: `N-${at}`,
    buyerName: at === 3 ? 'Väinö Ääkkönen' : 'Matti Meikäläinen',
    total: eur(at * 100),
    receivedAt: `${dayOf(at)}T10:00:00.000Z`,
    status: at % 2 === 0 ? 'settled' : 'received',
    pendingWork: at % 2 === 0 ? 'none' : 'unpaid',
    ...(at === 4 && {
      ...{ refundState: 'partly-refunded', settlementState: 'settled', settlementId: '2026-03.1' },
    }),
    pendingSince: `${dayOf(at)}T10:00:00.000Z`,
  });
});

describe('Account Transactions', () => {
  let gateway: Running;
  beforeAll(async () => {
    gateway = await runGateway();
    const all = [...LINES, transaction({ orderId: idOf(99), merchantId: OTHER })];
    const position = '00000000000000000007';
    const changes = all.map((document) => ({ id: document.orderId, document, position }));
    await gateway.views.transactions.save(changes, position);
  });
  afterAll(() => gateway.close());

  const list = (query = '') => gateway.fetch(`/v1/transactions${query}`);
  const numbers = async (query: string) =>
    (await list(query)).body.items.map(({ orderNumber }: AccountTransaction) => orderNumber);

  it('shows a merchant its own lines only, newest first', async () => {
    const { status, body } = await list();
    expect(status).toBe(200);
    ANSWER_SCHEMAS.TransactionPage.parse(body);
    expect(body.items).toHaveLength(10);
    expect(body.items[0]).toMatchObject({ orderNumber: 'N-10', href: `/v1/orders/${idOf(10)}` });
    expect(body.asOf.position).toBe('00000000000000000007');
    expect([body.next, body.prev]).toEqual([null, null]);
  });

  it.each([
    ['?q=vaino', ['N-3']],
    ['?q=N-7', ['N-7']],
    ['?status=settled&minAmount=800', ['N-10', 'N-8']],
    ['?status=settled,received&maxAmount=200', ['N-2', 'N-1']],
    ['?status=settled&status=received&maxAmount=200', ['N-2', 'N-1']],
    ['?refundState=partly-refunded,refunded', ['N-4']],
    ['?settlementState=settled&refundState=partly-refunded', ['N-4']],
    ['?settlementState=claimed', []],
    ['?settlementState=settled&status=received', []],
    ['?settlementState=settled,none&maxAmount=400', ['N-4']],
    ['?settlementId=2026-03.1', ['N-4']],
    ['?settlementId=2026-03.2', []],
    ['?method=FI50&limit=1', ['N-10']],
    ['?method=FI01', []],
    ['?from=2026-03-02&to=2026-03-04', ['N-3', 'N-2']],
    ['?from=2026-03-09T10:00:00.000Z', ['N-10', 'N-9']],
    ['?from=2026-03-09T12:00:00%2B02:00&to=2026-03-10T10:00:00Z', ['N-9']],
    ['?from=2026-03-09T12:00:00+02:00&to=2026-03-10T10:00:00Z', ['N-9']],
    ['?pendingWork=unpaid&maxAmount=300&sort=receivedAt', ['N-1', 'N-3']],
    ['?sort=total&limit=2', ['N-1', 'N-2']],
    ['?sort=-total&limit=2', ['N-10', 'N-9']],
    ['?q=', LINES.map(({ orderNumber }) => orderNumber).reverse()],
  ])('finds by %s', async (query, found) => {
    expect(await numbers(query)).toEqual(found);
  });

  it('leads forth and back through pages, in any order', async () => {
    for (const sort of ['-receivedAt', 'total']) {
      const first = (await list(`?limit=4&sort=${sort}`)).body;
      expect(first.prev).toBeNull();
      const second = (await list(`?limit=4&sort=${sort}&cursor=${first.next}`)).body;
      const third = (await list(`?limit=4&sort=${sort}&cursor=${second.next}`)).body;
      const seen = [first, second, third].flatMap(({ items }) => items);
      expect(new Set(seen.map(({ orderId }) => orderId)).size).toBe(10);
      expect(third.next).toBeNull();
      const back = (await list(`?limit=4&sort=${sort}&cursor=${third.prev}`)).body;
      expect(back.items).toEqual(second.items);
      const start = (await list(`?limit=4&sort=${sort}&cursor=${back.prev}`)).body;
      expect([start.items, start.prev]).toEqual([first.items, null]);
      expect((await list(`?limit=4&sort=${sort}&cursor=${start.next}`)).body.items).toEqual(
        second.items,
      );
    }
  });

  it('takes a cursor for the same list of the same merchant only', async () => {
    const { next } = (await list('?limit=2')).body;
    const token = await gateway.token({ merchant: OTHER });
    const elsewhere = [
      await list(`?limit=2&status=settled&cursor=${next}`),
      await list(`?limit=2&sort=total&cursor=${next}`),
      await list(`?limit=2&cursor=${next.slice(0, -2)}`),
      await gateway.fetch(`/v1/transactions?limit=2&cursor=${next}`, { token }),
    ];
    for (const { status, body } of elsewhere)
      expect([status, body.errors[0].pointer]).toEqual([400, '/cursor']);
    expect((await list(`?limit=3&cursor=${next}`)).status).toBe(200);
  });

  it('sums up the work that waits, also where there is none, and leads to it', async () => {
    const { body } = await gateway.fetch('/v1/transactions/summary');
    ANSWER_SCHEMAS.Summary.parse(body);
    const unpaid = body.groups.find(({ group }: { group: string }) => group === 'unpaid');
    expect(unpaid).toMatchObject({ count: 5, oldest: '2026-03-01T10:00:00.000Z' });
    expect((await gateway.fetch(unpaid.href)).body.items).toHaveLength(5);
    const others = body.groups.filter(({ group }: { group: string }) => group !== 'unpaid');
    expect(others.length).toBeGreaterThan(4);
    expect(others.filter(({ count }: { count: number }) => count > 0)).toEqual([]);
  });
});

describe('a search', () => {
  let gateway: Running;
  beforeAll(async () => {
    gateway = await runGateway();
    const found = transaction({
      ...{ orderId: idOf(1), orderNumber: 'T-00412', paymentId: PaymentId.parse('5511_2') },
      ...{ buyerEmail: 'matti@shop.example', reference: ReferenceNumber.parse(LONG) },
    });
    // Its number would be a reference, too: so its zeros are dropped when it is typed.
    const numbered = transaction({
      ...{ orderId: idOf(2), orderNumber: '001232', buyerName: 'Väinö Ääkkönen' },
      ...{ paymentId: PaymentId.parse('7_1'), reference: ReferenceNumber.parse('20019') },
    });
    const others = transaction({
      ...{ orderId: idOf(3), orderNumber: 'N-0001245', buyerName: 'Aino Aalto' },
      ...{ paymentId: PaymentId.parse('000123453'), reference: ReferenceNumber.parse('30012') },
    });
    const position = '00000000000000000007';
    const changes = [found, numbered, others].map((document) => ({
      id: document.orderId,
      ...{ document, position },
    }));
    await gateway.views.transactions.save(changes, position);
  });
  afterAll(() => gateway.close());

  const LONG = '00000000000019985242';

  it.each([
    ['Meikäläinen matti', 'T-00412'],
    ['matti@shop.example', 'T-00412'],
    ['shop.example', 'T-00412'],
    ['T-00412', 'T-00412'],
    ['5511_2', 'T-00412'],
    [LONG, 'T-00412'],
    ['19985242', 'T-00412'],
    ['199 85242', 'T-00412'],
    ['RF74 1998 5242', 'T-00412'],
    ['001232', '001232'],
    ['0020019', '001232'],
    ['000123453', 'N-0001245'],
    ['0001245', 'N-0001245'],
    ['aakkonen', '001232'],
  ])('by %j finds the order %s alone', async (typed, orderNumber) => {
    const path = `/v1/transactions?q=${encodeURIComponent(typed)}`;
    const { items } = (await gateway.fetch(path)).body;
    expect(items.map((each: AccountTransaction) => each.orderNumber)).toEqual([orderNumber]);
    const token = await gateway.token({ merchant: OTHER });
    expect((await gateway.fetch(path, { token })).body.items).toEqual([]);
  });
});
