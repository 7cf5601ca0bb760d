import { connect } from 'node:net';
import { MERCHANT, runGateway, type Asking, type Running } from '../gateway.fixtures.js';
import { ORDER_EXAMPLE, REFUND_EXAMPLE } from '../openapi/examples.js';
import { merchant, ORDER, show } from '../shown.fixtures.js';

/** Whatever comes in: a 4xx problem with a pointer, nothing sent on, and never a bug. */
describe('bad input', () => {
  let gateway: Running;
  beforeAll(async () => {
    gateway = await runGateway();
    await show(gateway.views.merchants, MERCHANT, merchant());
  });
  afterAll(() => gateway.close());
  afterEach(() => {
    expect(gateway.bugs).toEqual([]);
    expect(gateway.sent).toEqual([]);
  });

  const refusal = async (path: string, asking: Asking) => {
    const { status, body, headers } = await gateway.fetch(path, asking);
    expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(headers.get('request-id')).toBeTruthy();
    expect(body).toMatchObject({ status, code: expect.any(String), traceId: expect.any(String) });
    expect(JSON.stringify(body)).not.toMatch(/\bat .*\.[tj]s|node_modules/u);
    return body;
  };
  const pointers = ({ errors = [] }: { errors?: { pointer: string }[] }) =>
    errors.map(({ pointer }) => pointer);
  const order = (over: object) =>
    refusal('/v1/orders', { body: { ...structuredClone(ORDER_EXAMPLE), ...over } });
  const refund = (over: object) =>
    refusal(`/v1/orders/${ORDER}/refunds`, {
      body: { ...REFUND_EXAMPLE, ...over },
      headers: { 'idempotency-key': '"k"', 'if-match': '"account.1"' },
    });
  const money = (minorUnits: unknown, currency: unknown = 'EUR') => ({ minorUnits, currency });
  const row = (over: object) => ({ rows: [{ ...ORDER_EXAMPLE.rows[0], ...over }] });

  describe('in an order', () => {
    it.each([
      ['an unknown field', { colour: 'blue' }, '/colour'],
      ['an unknown field deep inside', row({ colour: 'blue' }), '/rows/0/colour'],
      ['a wrong type', { orderNumber: 7 }, '/orderNumber'],
      ['null', { delivery: null }, '/delivery'],
      ['a list where an object is meant', { buyer: [] }, '/buyer'],
      ['a text where a list is meant', { rows: 'all' }, '/rows'],
      ['no rows', { rows: [] }, '/rows'],
      ['a row that is none', { rows: [7] }, '/rows/0'],
      ['a row where a list is meant', { rows: ORDER_EXAMPLE.rows[0] }, '/rows'],
      ['an empty object where a list is meant', { rows: {} }, '/rows'],
      ['too many rows', { rows: Array(501).fill(ORDER_EXAMPLE.rows[0]) }, '/rows'],
      ['a negative sum', { amount: money(-1) }, '/amount/minorUnits'],
      ['a fraction of a cent', { amount: money(0.5) }, '/amount/minorUnits'],
      ['a sum as text', { amount: money('568.10') }, '/amount/minorUnits'],
      ['a sum over 2^53', { amount: money(2 ** 53) }, '/amount/minorUnits'],
      ['another currency', { amount: money(1, 'SEK') }, '/amount/currency'],
      ['no currency', { amount: { minorUnits: 1 } }, '/amount/currency'],
      ['a reference with a wrong check digit', { reference: '19985243' }, '/reference'],
      ['a reference in RF form', { reference: 'RF6119985242' }, '/reference'],
      ['a seller id too long', { sellerId: 'a'.repeat(16) }, '/sellerId'],
      ['a payment id with a space', { paymentId: 'a b' }, '/paymentId'],
      ['a control character', { orderNumber: 'a\u0000b' }, '/orderNumber'],
      ['half a character', { orderNumber: 'a\ud800' }, '/orderNumber'],
      ['a quantity of nothing', row({ quantity: '0' }), '/rows/0/quantity'],
      ['a quantity as a number', row({ quantity: 2 }), '/rows/0/quantity'],
      ['a row type that is none', row({ type: 7 }), '/rows/0/type'],
      ['a VAT rate over all', row({ vatRate: 10_001 }), '/rows/0/vatRate'],
      ['a VAT rate as a fraction', row({ vatRate: 25.5 }), '/rows/0/vatRate'],
      ['a date that is none', row({ deliveryDate: '2026-02-30' }), '/rows/0/deliveryDate'],
      [
        'an e-mail that is none',
        { buyer: { ...ORDER_EXAMPLE.buyer, email: 'no' } },
        '/buyer/email',
      ],
      [
        'a price that is both gross and net',
        row({ unitPrice: { basis: 'both', amount: money(1) } }),
        '/rows/0/unitPrice/basis',
      ],
    ])('points at %s', async (_what, over, pointer) => {
      const { status, code, ...problem } = await order(over);
      expect([status, code]).toEqual([400, 'invalid-input']);
      expect(pointers(problem)).toContain(pointer);
    });

    it('points at every field that is missing', async () => {
      const problem = await refusal('/v1/orders', { body: {} });
      expect(pointers(problem)).toEqual(
        expect.arrayContaining(['/sellerId', '/paymentId', '/rows', '/amount', '/buyer']),
      );
    });

    it.each(['[]', '"text"', 'null', '7', ''])('is no order as %j', async (raw) => {
      expect(await refusal('/v1/orders', { raw, method: 'POST' })).toMatchObject({
        status: 400,
        code: 'invalid-input',
        errors: [{ pointer: '' }],
      });
    });
  });

  describe('in a refund', () => {
    it.each([
      ['an unknown kind', { kind: 'partial' }, '/kind'],
      ['an unknown timing', { timing: 'whenever' }, '/timing'],
      ['an unknown reason', { reason: 'NOTDE' }, '/reason'],
      ['a refund of nothing', { amount: money(0) }, '/amount/minorUnits'],
      ['a negative refund', { amount: money(-1) }, '/amount/minorUnits'],
      ['a price reduction without a sum', { amount: undefined }, '/amount'],
      ['a text too long', { description: 'a'.repeat(501) }, '/description'],
      ['funding of the caller’s own', { funding: {} }, '/funding'],
    ])('points at %s', async (_what, over, pointer) => {
      const { status, ...problem } = await refund(over);
      expect(status).toBe(400);
      expect(pointers(problem)).toContain(pointer);
    });

    it('points at headers that are missing or malformed', async () => {
      const path = `/v1/orders/${ORDER}/refunds`;
      const asking = (headers: Record<string, string>) => ({ body: REFUND_EXAMPLE, headers });
      const keyless = await refusal(path, asking({ 'if-match': '"account.1"' }));
      expect(keyless).toMatchObject({
        status: 400,
        errors: [{ pointer: '/Idempotency-Key', in: 'header' }],
      });
      const unmatched = { 'idempotency-key': 'k', 'if-match': 'account.1' };
      expect(await refusal(path, asking(unmatched))).toMatchObject({
        status: 400,
        errors: [{ pointer: '/If-Match', in: 'header' }],
      });
    });

    it('knows malformed ids as little as unknown ones', async () => {
      const headers = { 'idempotency-key': '"k"', 'if-match': '"account.1"' };
      for (const id of ['1', 'not-an-id', ORDER.toUpperCase(), '%00', "1'--", 'a'.repeat(300)]) {
        const asking = { body: REFUND_EXAMPLE, headers };
        const { status, code } = await refusal(`/v1/orders/${id}/refunds`, asking);
        expect([id.length, status, code]).toEqual([id.length, 404, expect.any(String)]);
      }
    });
  });

  describe('as bytes', () => {
    const raw = (bytes: string | Uint8Array, headers: Record<string, string> = {}) =>
      refusal('/v1/orders', { raw: bytes, headers });

    it('is broken JSON', async () => {
      expect(await raw('{"sellerId":')).toMatchObject({ status: 400, code: 'malformed-json' });
      expect(await raw('['.repeat(100_000))).toMatchObject({ code: 'malformed-json' });
    });

    it('is not UTF-8', async () => {
      const bytes = Uint8Array.of(0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d);
      expect(await raw(bytes)).toMatchObject({ status: 400, code: 'invalid-utf8' });
      const latin = { 'content-type': 'application/json; charset=iso-8859-1' };
      expect((await raw('{}', latin)).status).toBe(415);
    });

    it('reaches for a prototype', async () => {
      const problem = await raw('{"__proto__":{"isAdmin":true}}');
      expect([problem.status, pointers(problem)]).toEqual([400, ['/__proto__']]);
      const deeper = await raw('{"buyer":{"constructor":{"prototype":{}}}}');
      expect(pointers(deeper)).toEqual(['/buyer/constructor']);
      expect(pointers(await order({ toString: 1 }))).toContain('/toString');
    });

    it('says a thing twice', async () => {
      const problem = await raw('{"sellerId":"a","sellerId":"b"}');
      expect(problem).toMatchObject({ status: 400, errors: [{ pointer: '/sellerId' }] });
    });

    it('is of another type', async () => {
      for (const type of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded'])
        expect((await raw('a=1', { 'content-type': type })).status).toBe(415);
      expect((await raw('{}', { 'content-encoding': 'gzip' })).status).toBe(415);
    });

    it('is 10 MB, and its sender hears the answer', async () => {
      const { status, code } = await raw(JSON.stringify({ a: 'x'.repeat(10 * 1024 * 1024) }));
      expect([status, code]).toEqual([413, 'body-too-large']);
      expect((await gateway.fetch('/livez')).status).toBe(200);
    });
  });

  describe('in a query', () => {
    it.each([
      ['colour=blue', '/colour'],
      ['__proto__=1', '/__proto__'],
      ['constructor=1', '/constructor'],
      ['status=nonsense', '/status'],
      ['status=settled,nonsense', '/status'],
      ['status=', '/status'],
      ['method=FI99', '/method'],
      ['limit=0', '/limit'],
      ['limit=101', '/limit'],
      ['limit=1.5', '/limit'],
      ['limit=10&limit=20', '/limit'],
      ['minAmount=-1', '/minAmount'],
      ['minAmount=9007199254740993', '/minAmount'],
      ['minAmount=0.1', '/minAmount'],
      ['minAmount=2&maxAmount=1', '/maxAmount'],
      ['from=yesterday', '/from'],
      ['from=2026-02-30', '/from'],
      ['from=2026-01-01T00:00:00', '/from'],
      ['from=0000-01-01', '/from'],
      ['from=0099-12-31T00:00:00Z', '/from'],
      ['to=9999-12-31T23:59:59-23:59', '/to'],
      ['from=2026-02-01&to=2026-01-01', '/to'],
      ['sort=buyerName', '/sort'],
      ['cursor=forged', '/cursor'],
      ['cursor=%00', '/cursor'],
      ['atLeast=1', '/atLeast'],
      ['atLeast=99999999999999999999', '/atLeast'],
      [`q=${'a'.repeat(101)}`, '/q'],
      ['q=%00', '/q'],
      ['q=%FF%FE', '/q'],
      ['q=%ED%A0%80', '/q'],
      ['q=%', '/q'],
      ['q=%zz', '/q'],
      ['limit=5&q=a%C3', '/q'],
      ['%FF=1', '/%FF'],
    ])('points at %s', async (query, pointer) => {
      const problem = await refusal(`/v1/transactions?${query}`, {});
      expect(problem).toMatchObject({ status: 400, code: 'invalid-input' });
      expect(problem.errors[0]).toMatchObject({ pointer, in: 'query' });
    });

    it('is refused where none is taken', async () => {
      const problem = await refusal('/v1/orders?dry=1', { body: ORDER_EXAMPLE });
      expect(pointers(problem)).toEqual(['/dry']);
    });
  });

  describe('in a path or a method', () => {
    it('is a path that is not there', async () => {
      for (const path of ['/v1/nothing', '/', '/v1/orders/', '/.env', '/v1//orders'])
        expect((await refusal(path, {})).status).toBe(404);
    });

    it('is a method that a path does not take', async () => {
      const { status, headers } = await gateway.fetch('/v1/transactions', { method: 'DELETE' });
      expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD']);
      expect((await refusal(`/v1/orders/${ORDER}`, { method: 'PUT' })).status).toBe(405);
    });

    it('is a path that cannot be read', async () => {
      expect((await refusal('/v1/orders/%ff', {})).status).toBe(400);
    });
  });

  describe('in headers', () => {
    const spoken = (text: string) =>
      new Promise<string>((resolve, reject) => {
        const { hostname, port } = new URL(gateway.address);
        const socket = connect(Number(port), hostname, () => socket.write(text));
        let heard = '';
        socket.on('data', (bytes) => (heard += bytes.toString()));
        socket.on('close', () => resolve(heard));
        socket.on('error', reject);
      });

    it.each([
      ['no HTTP', 'nonsense\r\n\r\n', 400],
      ['a header without a name', 'GET /livez HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n', 400],
      ['no host', 'GET /livez HTTP/1.1\r\n\r\n', 400],
      [
        'headers without end',
        `GET /livez HTTP/1.1\r\nHost: a\r\nA: ${'a'.repeat(20_000)}\r\n\r\n`,
        431,
      ],
      [
        'two lengths',
        'POST /v1/orders HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}',
        400,
      ],
    ])('is %s', async (_what, text, status) => {
      expect(await spoken(text)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `, 'u'));
    });

    it('does no harm in any header that we read', async () => {
      const odd = {
        'accept-language': ';;q=,',
        'if-none-match': '"',
        traceparent: '-',
        'request-id': '@',
      };
      expect((await gateway.fetch('/v1/merchant', { headers: odd })).status).toBe(200);
    });
  });
});
