import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually } from '@libs/testing';
import type { Client } from '../client.js';
import type { StartWalk, Walk } from '../walk.js';
import { untilCode } from '../webstore/heard-code.js';
import { hashOf, KEY, SELLER, shopAt, type Shop } from '../webstore/shop.js';

const ID = 'vanished';

/** A shop's server is told of a payment, although its buyer never comes back. */
export function callbacksStory(start: StartWalk): void {
  let walk: Walk;
  let shop: Shop;
  let simulator: Client;
  let server: Server;
  let own: string;
  const calls: URL[] = [];
  const statuses = [503, 200];

  beforeAll(async () => {
    server = createServer((request, response) => {
      calls.push(new URL(request.url ?? '/', 'http://shop.example'));
      response.writeHead(statuses[calls.length - 1] ?? 500).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    walk = await start();
    shop = shopAt(walk.address, 'hashes');
    simulator = await walk.as('simulator');
  });
  afterAll(() => walk.end());
  afterAll(() => server.close());

  const untilCalls = async (count: number): Promise<void> => {
    await eventually(() => calls.length >= count);
    expect(calls).toHaveLength(count);
  };

  it('is called with what was paid, signed, and again when its server failed', async () => {
    const made = await shop.newPayment({ pmt_id: ID, pmt_okreturn: `${own}/ok?cart=7` });
    await fetch(made.of('pmt_paymenturl') ?? '', {
      method: 'POST',
      body: new URLSearchParams({ method: 'FI50', authentication: 'no', outcome: 'success' }),
      redirect: 'manual',
    });
    await untilCode(shop, '20', ID);
    await untilCalls(1);
    const told = Object.fromEntries(calls[0]?.searchParams ?? []);
    const names = ['action', 'version', 'id', 'reference', 'amount', 'currency', 'sellercosts'];
    const values = [...names, 'paymentmethod', 'escrow'].map((name) => told[`pmt_${name}`] ?? '');
    expect([told['cart'], told['pmt_paymentmethod']]).toEqual(['7', 'FI50']);
    expect(told['pmt_hash']).toBe(hashOf(values).toUpperCase());
    const { body } = await simulator.get('/v1/simulator/clock');
    const later = new Date(Date.parse(body.now) + 120_000).toISOString();
    await simulator.post('/v1/simulator/clock', { to: later });
    await untilCalls(2);
    expect(calls[1]?.href).toBe(calls[0]?.href);
  });

  it('may look where its order is paid, and move the end of that', async () => {
    const path = `${walk.address}/api/public/v1/payments/${ID}/payment-url`;
    const authorization = `Basic ${Buffer.from(`${SELLER}:${KEY}`).toString('base64')}`;
    const ask = (method: string, body?: object) =>
      fetch(path, {
        method,
        headers: { authorization, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
    expect((await ask('PUT', { expiration: 'soon' })).status).toBe(400);
    const put = await ask('PUT', { expiration: '2099-01-01T00:00:00+02:00' });
    expect(put.status).toBe(200);
    expect(await (await ask('GET')).json()).toMatchObject({
      url: expect.stringContaining('/pay/'),
      expiration: '2098-12-31T22:00:00.000Z',
    });
    expect((await fetch(path)).status).toBe(401);
  });

  it('may list its methods, and is led to its order', async () => {
    const methods = await fetch(
      `${walk.address}/GetPaymentMethods.pmt?sellerid=${SELLER}&request_locale=sv&totalamount=20,00`,
    );
    const text = await methods.text();
    expect(text).toContain('<code>FI01</code>\n<displayname>Nätbank 1</displayname>');
    expect(text).not.toContain('<code>FI70</code>');
    const link = await fetch(`${walk.address}/dashboard/PaymentEvent.db?pmt_id=${ID}`, {
      redirect: 'manual',
    });
    expect(link.headers.get('location')).toBe(`/v1/transactions?q=${ID}`);
  });

  it('gets its reports, and no period of more than a month', async () => {
    const report = (over: Readonly<Record<string, string>> = {}) =>
      shopAt(walk.address, 'Basic').send('/GetCompensationsByTimeInterval.pmt', {
        ...{ gc_action: 'GET_SETTLEMENTS_XML', gc_version: '0003', gc_sellerid: SELLER },
        ...{ gc_begindate: '1.3.2026', gc_enddate: '31.3.2026', gc_keygeneration: '1' },
        ...over,
      });
    const heard = await report();
    expect([heard.of('resultCode'), heard.of('sellerId')]).toEqual(['00', SELLER]);
    expect((await report({ gc_enddate: '1.4.2026' })).of('resultCode')).toBe('90');
    const csv = await report({ gc_action: 'GET_SETTLEMENTS_CSV' });
    expect(csv.text).toContain('compensationCode;compensationDate;reference');
  });
}
