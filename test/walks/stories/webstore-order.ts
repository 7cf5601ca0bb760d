import { helsinkiTime } from '@libs/kernel';
import { until, type Client } from '../client.js';
import { untilCode } from '../webstore/heard-code.js';
import { hashOf, shopAt, type Shop, type Way } from '../webstore/shop.js';
import type { StartWalk, Walk } from '../walk.js';
import { eur } from '../worked-example.js';

const STATUS_ANSWER = [
  ...['pmtq_action', 'pmtq_version', 'pmtq_sellerid', 'pmtq_id', 'pmtq_amount', 'pmtq_returncode'],
  ...['pmtq_returntext', 'pmtq_sellercosts', 'pmtq_paymentmethod', 'pmtq_escrow'],
  ...['pmtq_certification', 'pmtq_paymentdate'],
];

/** What a shop's plugin lives through with one order, in its own words alone. */
export function webstoreOrderStory(start: StartWalk, way: Way): void {
  let walk: Walk;
  let shop: Shop;
  let simulator: Client;
  let merchant: Client;
  let address: string;

  beforeAll(async () => {
    walk = await start();
    address = walk.address;
    shop = shopAt(address, way);
    [simulator, merchant] = await Promise.all([walk.as('simulator'), walk.as('maija')]);
  });
  afterAll(() => walk.end());

  const listed = async () => (await merchant.get('/v1/transactions')).body.items[0];

  it('has no payment before it makes one', async () => {
    const heard = await shop.status();
    expect([heard.status, heard.of('pmtq_returncode'), heard.of('pmtq_amount')]).toEqual([
      200,
      '00',
      '0,00',
    ]);
  });

  it('makes a payment and gets its address', async () => {
    const heard = await shop.newPayment();
    expect(heard.text).not.toContain('<error');
    expect(heard.of('pmt_id')).toBe('1998524_1');
    expect(heard.of('pmt_reference')).toBe('00000000000019985242');
    expect(heard.of('pmt_amount')).toBe('568,10');
    expect(heard.of('pmt_sellercosts')).toBe('5,00');
    address = heard.of('pmt_paymenturl') ?? '';
    expect(address).toMatch(/^http:.*\/pay\/[\w.-]+$/u);
  });

  it('never makes it again, whatever it says', async () => {
    for (const over of [{}, { pmt_orderid: 'other' }]) {
      const heard = await shop.newPayment(over);
      expect([heard.status, heard.text]).toEqual([200, expect.stringContaining('existingPayment')]);
    }
  });

  it('sends the buyer to a page in the language it asked for', async () => {
    const page = await fetch(address);
    const html = await page.text();
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(html).toContain('<html lang="sv">');
    expect(html).toContain('573,10 EUR');
    expect((await untilCode(shop, '00')).of('pmtq_amount')).toBe('0,00');
  });

  it('gets the buyer back with what was paid, signed as it signs', async () => {
    const paid = await act({ method: 'FI01', outcome: 'success' });
    expect(paid.status).toBe(303);
    const back = await fetch(new URL(paid.headers.get('location') ?? '', address), {
      redirect: 'manual',
    });
    const url = new URL(back.headers.get('location') ?? '');
    expect(`${url.origin}${url.pathname}`).toBe('http://127.0.0.1:9/ok');
    const told = Object.fromEntries(url.searchParams);
    expect(told).toMatchObject({
      cart: '7',
      pmt_id: '1998524_1',
      pmt_reference: '00000000000019985242',
      pmt_amount: '568,10',
      pmt_sellercosts: '5,00',
      pmt_paymentmethod: 'FI01',
      pmt_escrow: 'Y',
    });
    const names = ['action', 'version', 'id', 'reference', 'amount', 'currency', 'sellercosts'];
    const values = [...names, 'paymentmethod', 'escrow'].map((name) => told[`pmt_${name}`] ?? '');
    expect(told['pmt_hash']).toBe(way === 'Basic' ? undefined : hashOf(values).toUpperCase());
  });

  it('is told that it is paid, by code 20', async () => {
    const heard = await untilCode(shop, '20');
    expect(heard.of('pmtq_orderid')).toBe('1998524');
    expect(heard.of('pmtq_amount')).toBe('568,10');
    expect(heard.of('pmtq_sellercosts')).toBe('5,00');
    expect(heard.of('pmtq_returntext')).toBe('Maksettu, odottaa toimitustietoja');
    expect(heard.of('pmtq_buyercity')).toBe('Jyväskylä');
    expect(heard.of('pmtq_paymentmethod')).toBe('FI01');
    if (way === 'Basic') expect(heard.of('pmtq_hash')).toBeUndefined();
    else expect(heard.isSigned('pmtq_hash', STATUS_ANSWER)).toBe(true);
    const line = await listed();
    expect([line.orderNumber, line.statusCode, line.buyerName]).toEqual([
      '1998524',
      '20',
      'Matti Meikäläinen',
    ]);
  });

  it('tells that all is sent, once however often it is told', async () => {
    const sent = {
      pkg_deliverymethodid: 'ODLVR',
      pkg_adddeliveryinfo: 'Capture',
      pkg_allsent: 'Y',
    };
    const [first, again] = [await shop.delivery('add', sent), await shop.delivery('add', sent)];
    expect([first.of('pkg_resultcode'), first.of('pkg_resulttext')]).toEqual(['00', 'OK']);
    expect(again.of('pkg_resultcode')).toBe('30');
    if (way !== 'Basic')
      expect(first.isSigned('pkg_hash', ['pkg_sellerid', 'pkg_id', 'pkg_resultcode'])).toBe(true);
    const heard = await untilCode(shop, '30');
    expect(heard.of('pmtq_trackingcodes')).toBe('[ODLVR|Capture|N]');
  });

  it('sees what the merchant gave back in the extranet', async () => {
    const { orderId } = await listed();
    const options = await merchant.get(`/v1/orders/${orderId}/refund-options`);
    const asked = await merchant.post(
      `/v1/orders/${orderId}/refunds`,
      { kind: 'price-reduction', timing: 'before-settlement', amount: eur(3_00), reason: 'other' },
      { 'idempotency-key': '"by-hand"', 'if-match': options.headers.get('etag') ?? '' },
    );
    expect(asked.status).toBe(201);
    await payOut(asked.body.refundId);
    expect((await shop.status()).of('pmtq_amountrefunded')).toBe('3,00');
  });

  it('gives a part back, once under one cancel id', async () => {
    const part = {
      pmtc_action: 'CANCEL',
      pmtc_canceltype: 'PARTIAL_REFUND',
      pmtc_cancel_id: 'c-1',
    };
    const fields = { ...part, pmtc_amount: '573,10', pmtc_cancelamount: '15,5' };
    const codes = [];
    for (const over of [{}, {}, { pmtc_cancelamount: '99' }])
      codes.push((await shop.cancel({ ...fields, ...over })).of('pmtc_returncode'));
    expect(codes).toEqual(['00', '91', '91']);
    const { orderId } = await listed();
    const refunds = await until(
      () => merchant.get(`/v1/orders/${orderId}/refunds`),
      ({ body }) => body.items.length === 2,
    );
    const refund = refunds.body.items.find(({ amount }: { amount: object }) =>
      JSON.stringify(amount).includes('1550'),
    );
    expect(refund.requestedBy).toMatchObject({ kind: 'webstore', id: 'testikauppias' });
    await payOut(refund.refundId);
    expect((await untilCode(shop, '30')).of('pmtq_amountrefunded')).toBe('18,50');
  });

  it('is told that it is settled, by code 40', async () => {
    const { orderId } = await listed();
    const page = await merchant.get(`/v1/orders/${orderId}`);
    await simulator.post('/v1/simulator/clock', { to: page.body.shipping.inspectionEndsAt });
    await until(
      () => merchant.get(`/v1/orders/${orderId}`),
      ({ body }) => body.status === 'awaiting-settlement',
    );
    await settle(orderId);
    const heard = await untilCode(shop, '40');
    expect(heard.of('pmtq_amountrefunded')).toBe('18,50');
  });

  it('finds it in the reports of that day, in each form', async () => {
    const settled = await until(
      () => merchant.get('/v1/settlements/s-1'),
      ({ body }) => body.paidAt !== undefined,
    );
    const day = helsinkiTime(settled.body.paidAt).slice(0, 10).split('-').reverse().join('.');
    const report = async (form: string): Promise<string> => {
      const asked = { gc_action: `GET_SETTLEMENTS_${form}`, gc_version: '0003' };
      const heard = await shopAt(walk.address, 'Basic').send(
        '/GetCompensationsByTimeInterval.pmt',
        { ...asked, gc_sellerid: 'testikauppias', gc_begindate: day, gc_enddate: day },
      );
      return heard.text;
    };
    const xml = await report('XML');
    expect(xml).toContain('<paymentId>1998524_1</paymentId>\n<sellerGrossAmount>573,10<');
    expect(xml).toContain('<refundedAmount>18,50</refundedAmount>');
    expect(await report('CSV')).toContain(';1998524_1;573,10;554,60;18,50;0,00;0,00;');
    expect((await report('XLS')).slice(0, 2)).toBe('PK');
  });

  it('is told by 30 that a cancel comes too late, and nothing moves', async () => {
    const heard = await shop.cancel({
      ...{ pmtc_action: 'CANCEL', pmtc_canceltype: 'PARTIAL_REFUND' },
      ...{ pmtc_amount: '568,10', pmtc_cancelamount: '15,00' },
    });
    expect(heard.of('pmtc_returncode')).toBe('30');
    expect((await shop.status()).of('pmtq_amountrefunded')).toBe('18,50');
  });

  it('is told what to transfer for a refund after the settlement, and the buyer gets it', async () => {
    const heard = await shop.cancel({
      ...{ pmtc_action: 'REFUND_AFTER_SETTLEMENT', pmtc_canceltype: 'REFUND_AFTER_SETTLEMENT' },
      ...{ pmtc_amount: '568,10', pmtc_cancelamount: '15,00', pmtc_cancelreason: 'DEFEC' },
      ...(way === 'Basic' && { pmtc_pay_with_reference: '134662' }),
    });
    expect(heard.of('pmtc_returncode')).toBe('00');
    expect(heard.of('pmtc_pay_with_recipientname')).toBe('Svea Payments Oy');
    expect(heard.of('pmtc_pay_with_iban')).toBe('FI7740123477777777');
    expect(heard.of('pmtc_pay_with_amount')).toBe('16,25');
    const reference = heard.of('pmtc_pay_with_reference') ?? '';
    expect(reference).toMatch(way === 'Basic' ? /^0{14}134662$/u : /^\d{20}$/u);
    expect((await shop.status()).of('pmtq_amountrefunded')).toBe('18,50');
    await simulator.post('/v1/simulator/bank', {
      type: 'TransferArrived',
      data: {
        ...{
          transferId: 'bank-1',
          iban: 'FI7740123477777777',
          reference: reference.replace(/^0+/u, ''),
        },
        amount: eur(16_25),
      },
    });
    const { orderId } = await listed();
    const funded = await until(
      () => merchant.get(`/v1/orders/${orderId}/refunds`),
      ({ body }) =>
        body.items.some(
          ({ timing, status }: { timing: string; status: string }) =>
            timing === 'after-settlement' && status === 'payout-ordered',
        ),
    );
    const [refund] = funded.body.items.filter(
      ({ timing }: { timing: string }) => timing === 'after-settlement',
    );
    await payOut(refund.refundId);
    expect((await untilCode(shop, '40')).of('pmtq_amountrefunded')).toBe('33,50');
  });

  it('may not choose a reference that a refund has had', async () => {
    const { text, of } = await shop.cancel({
      ...{ pmtc_action: 'REFUND_AFTER_SETTLEMENT', pmtc_canceltype: 'REFUND_AFTER_SETTLEMENT' },
      ...{ pmtc_amount: '568,10', pmtc_cancelamount: '1', pmtc_pay_with_reference: '134662' },
    });
    const isTaken = way === 'Basic';
    expect(of('pmtc_returncode')).toBe(isTaken ? '90' : '00');
    expect(text.includes('name="pmtc_pay_with_reference"')).toBe(isTaken);
  });

  /** What a browser sends from the payment page. */
  const act = (fields: Readonly<Record<string, string>>) =>
    fetch(address, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });

  /** The payout system's word, and that it has been heard. */
  async function payOut(refundId: string): Promise<void> {
    const { orderId } = await listed();
    await simulator.post('/v1/simulator/payouts', {
      type: 'PayoutPaid',
      data: { orderId, refundId },
    });
    await until(
      () => merchant.get(`/v1/orders/${orderId}/refunds`),
      ({ body }) =>
        body.items.some(
          (each: { refundId: string; status: string }) =>
            each.refundId === refundId && each.status === 'paid-out',
        ),
    );
  }

  async function settle(orderId: string): Promise<void> {
    const merchantId = walk.merchantOf('maija');
    const sums = { commission: eur(0), commissionVat: eur(0), net: eur(554_60) };
    const line = { orderId, gross: eur(573_10), refunded: eur(18_50), ...sums };
    const { orderId: _order, ...total } = line;
    await simulator.post('/v1/simulator/settlement', {
      type: 'SettlementProposed',
      data: { settlementId: 's-1', merchantId, lines: [line], sums: { ...total, count: 1 } },
    });
    await until(
      () => simulator.get('/v1/simulator/settlements/s-1'),
      ({ body }) => body.status === 'confirmed',
    );
    await simulator.post('/v1/simulator/settlement', {
      type: 'SettlementPaymentMade',
      data: { settlementId: 's-1', merchantId, orderIds: [orderId], net: eur(554_60) },
    });
  }
}
