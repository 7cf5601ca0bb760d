import { until, type Answer, type Client } from '../client.js';
import type { StartWalk, Walk } from '../walk.js';
import { eur, workedExample } from '../worked-example.js';

const LIST = '/v1/transactions';
const VIEWS = '/v1/saved-views';

/** Two orders, one of them paid and partly refunded: looked for, taken out, and looked for again. */
export function transactionsStory(start: StartWalk): void {
  let walk: Walk;
  let liisa: Client;
  let pekka: Client;
  let maija: Client;
  let operator: Client;
  let kept: { readonly viewId: string; readonly links: Readonly<Record<string, string>> };

  beforeAll(async () => {
    walk = await start();
    await signIn();
    await live();
  });
  afterAll(() => walk.end());

  async function signIn() {
    [liisa, pekka, maija, operator] = await Promise.all([
      walk.as('liisa'),
      walk.as('pekka'),
      walk.as('maija'),
      walk.as('operator'),
    ]);
  }

  async function live() {
    const [webstore, simulator] = await Promise.all([walk.as('kahvikauppa'), walk.as('simulator')]);
    const { orderId } = (await webstore.post('/v1/orders', workedExample())).body;
    const other = { paymentId: '77_1', orderNumber: '=77', reference: '00000000000000001232' };
    const buyer = { ...workedExample().buyer, name: '=SUM(A1) Ääkkönen', email: 'aa@shop.example' };
    await webstore.post('/v1/orders', workedExample({ ...other, buyer }));
    await simulator.post('/v1/simulator/payments', {
      type: 'PaymentSucceeded',
      data: {
        ...{
          sellerId: 'kahvikauppa',
          paymentId: '1998524_1',
          receiptId: 'r-transactions',
          method: 'FI50',
        },
        paid: eur(573_10),
      },
    });
    const order = `/v1/orders/${orderId}/refunds`;
    const { headers } = await until(
      () => liisa.get(order),
      (answer) => answer.headers.get('etag')?.includes('account') === true,
    );
    const refund = await liisa.post(
      order,
      {
        ...{ kind: 'price-reduction', timing: 'before-settlement', amount: eur(10_00) },
        reason: 'other',
      },
      { 'idempotency-key': '"refund"', 'if-match': headers.get('etag') ?? '' },
    );
    await simulator.post('/v1/simulator/payouts', {
      type: 'PayoutPaid',
      data: { orderId, refundId: refund.body.refundId },
    });
    await until(
      () => liisa.get(`${LIST}?refundState=partly-refunded`),
      ({ body }) => body.items.length === 1,
    );
  }

  const numbers = ({ body }: Answer): readonly string[] =>
    body.items.map(({ orderNumber }: { readonly orderNumber: string }) => orderNumber);

  it.each([
    ['q=Meikäläinen', ['1998524']],
    ['q=aa@shop.example', ['=77']],
    ['q=1232', ['=77']],
    ['q=0001232', ['=77']],
    ['q=1998524_1', ['1998524']],
    ['refundState=partly-refunded&settlementState=unsettled', ['1998524']],
    ['settlementState=none', ['=77']],
    ['settlementId=2026-03-02.1', []],
    ['status=received,paid-direct&sort=receivedAt', ['1998524', '=77']],
  ])('finds by %s', async (query, found) => {
    expect(numbers(await liisa.get(`${LIST}?${query}`))).toEqual(found);
  });

  it('sums up the work that waits, with the oldest of each kind', async () => {
    const { body } = await liisa.get(`${LIST}/summary`);
    for (const group of ['unpaid', 'being-delivered-or-unsettled'])
      expect(body.groups).toContainEqual(
        expect.objectContaining({ group, count: 1, oldest: expect.any(String) }),
      );
  });

  it('is a file of all that matches, which runs nothing in a spreadsheet', async () => {
    const { status, headers, body } = await liisa.get(`${LIST}/export?sort=receivedAt`);
    expect([status, headers.get('content-type')]).toEqual([
      200,
      'text/csv; charset=utf-8; header=present',
    ]);
    const lines = body.split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines[1]).toContain(',573.10,573.10,0.00,10.00,0.00,EUR,');
    expect(lines[2]).toContain(
      `,"'=77",77_1,00000000000000001232,kahvikauppa,"'=SUM(A1) Ääkkönen"`,
    );
    const excel = await liisa.get(`${LIST}/export?profile=fi-excel&q=Meikäläinen`);
    expect(excel.body).toContain(';573,10;573,10;0,00;10,00;0,00;EUR;');
    expect((await operator.get(`${LIST}/export`)).status).toBe(403);
    expect((await maija.get(`${LIST}/export`)).body.split('\r\n')).toHaveLength(2);
  });

  describe('looked at in the same way again', () => {
    const filters = { refundState: 'partly-refunded', sort: '-total' };
    const save = (body: object, key: string, who: Client = liisa) =>
      who.post(VIEWS, body, { 'idempotency-key': key });
    const etagOf = async (who: Client) => (await who.get(VIEWS)).headers.get('etag') ?? '';

    it('is kept under a name, once however often it is asked', async () => {
      const saved = await save({ name: 'Refunded', filters, shared: true }, 'save-1');
      expect([saved.status, saved.headers.get('etag')]).toEqual([201, '"sharedViews.0"']);
      const again = await save({ name: 'Refunded', filters, shared: true }, 'save-1');
      expect([again.status, again.headers.get('idempotency-hit')]).toEqual([201, 'true']);
      for (const shared of [true, false])
        expect((await save({ name: 'Other', shared }, 'save-1')).status).toBe(422);
      kept = saved.body;
      expect((await liisa.get(kept.links['self'] ?? '')).body).toEqual(saved.body);
      expect(numbers(await liisa.get(kept.links['transactions'] ?? ''))).toEqual(['1998524']);
      expect((await liisa.get(kept.links['export'] ?? '')).body.split('\r\n')).toHaveLength(3);
    });

    it('has a name of its own, and leads somewhere', async () => {
      const taken = await save({ name: ' refunded ', shared: true }, 'save-2', pekka);
      expect([taken.status, taken.body.code]).toEqual([409, 'shelf.name-taken']);
      expect((await save({ name: 'refunded' }, 'save-3', pekka)).status).toBe(201);
      const wrong = await save({ name: 'x', filters: { status: 'lost' } }, 'save-4');
      expect([wrong.status, wrong.body.errors[0].pointer]).toEqual([400, '/filters/status']);
    });

    it('is shared with colleagues, and nobody else’s to see', async () => {
      const { body } = await pekka.get(VIEWS);
      expect(body.items).toMatchObject([
        { name: 'refunded', shared: false },
        { name: 'Refunded', shared: true, savedBy: { id: 'liisa', name: 'Liisa Virtanen' } },
      ]);
      expect((await maija.get(VIEWS)).body.items).toEqual([]);
      const self = kept.links['self'] ?? '';
      const headers = { 'idempotency-key': 'theirs', 'if-match': '"sharedViews.0"' };
      expect((await maija.get(self)).status).toBe(404);
      expect((await maija.put(self, { name: 'Mine now' }, headers)).status).toBe(404);
      expect((await maija.delete(self, headers)).status).toBe(404);
      const [own] = body.items;
      expect((await liisa.get(own.links.self)).status).toBe(404);
    });

    it('is changed by whoever looked at it last', async () => {
      const self = kept.links['self'] ?? '';
      const etag = await etagOf(liisa);
      const change = (name: string, who: Client, key: string, ifMatch = etag) =>
        who.put(self, { name, filters }, { 'idempotency-key': key, 'if-match': ifMatch });
      const changed = await change('Given back', pekka, 'change-1', await etagOf(pekka));
      expect([changed.status, changed.body.name]).toEqual([200, 'Given back']);
      const late = await change('Too late', liisa, 'change-2');
      expect([late.status, late.body.changes[0].actor.name]).toEqual([412, 'Pekka Korhonen']);
      expect((await change('In time', liisa, 'change-3', late.body.etag)).status).toBe(200);
      const bare = await pekka.put(self, { name: 'x' }, { 'idempotency-key': 'bare' });
      expect(bare.status).toBe(428);
    });

    it('is there after a restart, until it is removed', async () => {
      await walk.restart();
      await signIn();
      const self = kept.links['self'] ?? '';
      const headers = { 'idempotency-key': 'remove', 'if-match': await etagOf(liisa) };
      expect((await liisa.delete(self, headers)).status).toBe(204);
      const again = await liisa.delete(self, headers);
      expect([again.status, again.headers.get('idempotency-hit')]).toEqual([204, 'true']);
      expect((await liisa.get(self)).status).toBe(404);
      expect((await liisa.get(VIEWS)).body.items).toEqual([]);
    });
  });
}
