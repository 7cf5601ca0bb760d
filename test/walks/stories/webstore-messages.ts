import { orderIdOf, PaymentId, SellerId } from '@libs/kernel';
import { until, type Client } from '../client.js';
import type { StartWalk, Walk } from '../walk.js';
import { untilCode } from '../webstore/heard-code.js';
import { hashOf, SELLER, shopAt, type Fields, type Heard, type Shop } from '../webstore/shop.js';

const orderId = (id: string) => orderIdOf(SellerId.parse(SELLER), PaymentId.parse(id));

/** What shops send besides the one order of the conformance walk, each on an order of its own. */
export function webstoreMessagesStory(start: StartWalk): void {
  let walk: Walk;
  let shop: Shop;
  let simulator: Client;
  let merchant: Client;

  beforeAll(async () => {
    walk = await start();
    shop = shopAt(walk.address, 'hashes');
    [simulator, merchant] = await Promise.all([walk.as('simulator'), walk.as('maija')]);
  });
  afterAll(() => walk.end());

  /** An order that its buyer paid on the page. */
  const paid = async (id: string, over: Fields = {}): Promise<Heard> => {
    const made = await shop.newPayment({ pmt_id: id, ...over });
    await payAt(made);
    // Its money has an account of its own, which opens with the news of the payment.
    await until(
      () => merchant.get(`/v1/orders/${orderId(id)}/refund-options`),
      ({ body }) => JSON.stringify(body).includes('"available":true'),
    );
    return untilCode(shop, '20', id);
  };
  /** The parcels that the shop's status query tells, once they are as wished. */
  const untilParcels = (id: string, codes: string) =>
    until(
      async () => asAnswer(await shop.status(id)),
      ({ body }) => body.includes(`<pmtq_trackingcodes>${codes}</pmtq_trackingcodes>`),
    );
  const payAt = (made: Heard, fields: Fields = { method: 'FI01', outcome: 'success' }) =>
    fetch(made.of('pmt_paymenturl') ?? '', {
      method: 'POST',
      body: new URLSearchParams(fields),
      redirect: 'manual',
    });
  const cancel = (id: string, fields: Fields) =>
    shop.cancel({ pmtc_action: 'CANCEL', pmtc_id: id, pmtc_amount: '573,10', ...fields });
  const tell = (action: 'add' | 'update' | 'delete', id: string, fields: Fields) =>
    shop.delivery(action, { pkg_id: id, ...fields });
  const codes = (heard: readonly Heard[], name: string) => heard.map(({ of }) => of(name));

  /** The payout system says that every refund of the order is with the buyer. */
  async function payOutAll(id: string): Promise<void> {
    const refunds = () => merchant.get(`/v1/orders/${orderId(id)}/refunds`);
    const open = await until(refunds, ({ body }) => body.items.length > 0);
    for (const { refundId, status } of open.body.items)
      if (status === 'payout-ordered')
        await simulator.post('/v1/simulator/payouts', {
          type: 'PayoutPaid',
          data: { orderId: orderId(id), refundId },
        });
    await until(refunds, ({ body }) =>
      body.items.every(({ status }: { readonly status: string }) => status === 'paid-out'),
    );
  }

  it('gives all of an order back, and hears 99 with the whole sum', async () => {
    await paid('full');
    const all = {
      pmtc_canceltype: 'FULL_REFUND',
      pmtc_amount: '568,10',
      pmtc_cancelreason: 'OUTOF',
    };
    expect((await cancel('full', all)).of('pmtc_returncode')).toBe('00');
    // The same message within a minute is the same wish.
    expect((await cancel('full', all)).of('pmtc_returncode')).toBe('91');
    await payOutAll('full');
    const heard = await untilCode(shop, '99', 'full');
    expect(heard.of('pmtq_amountrefunded')).toBe('573,10');
    const again = await cancel('full', { ...all, pmtc_cancel_id: 'again' });
    expect([again.of('pmtc_returncode'), again.of('pmtc_returntext')]).toEqual([
      '99',
      'Nothing is left to refund',
    ]);
  });

  it('takes goods back by rows, with shipping on top and a lost discount off', async () => {
    await paid('return');
    const extra = (number: number, name: string, gross: string) => ({
      [`pmtc_additional_row_name${number}`]: name,
      [`pmtc_additional_row_desc${number}`]: 'Sovittu ostajan kanssa',
      [`pmtc_additional_row_quantity${number}`]: '1',
      [`pmtc_additional_row_price_gross${number}`]: gross,
      [`pmtc_additional_row_vat${number}`]: '25,5',
    });
    const shirt = {
      pmtc_canceltype: 'PARTIAL_REFUND_AND_RETURN_OF_DELIVERIES',
      pmtc_refund_quantity_of_original_row1: '1',
      ...extra(1, 'Toimitus', '-5'),
      ...extra(2, 'Menetetty alennus', '3,00'),
    };
    // One shirt and the shipping, less the discount: 123,00 + 5,00 - 3,00.
    const wrong = await cancel('return', { ...shirt, pmtc_cancelamount: '123,00' });
    expect(wrong.of('pmtc_returncode')).toBe('90');
    expect(wrong.text).toContain('is 123,00, but the rows come to 125,00');
    const right = await cancel('return', { ...shirt, pmtc_cancelamount: '125' });
    expect(right.of('pmtc_returncode')).toBe('00');
    const more = { ...shirt, pmtc_refund_quantity_of_original_row1: '2' };
    expect(
      (await cancel('return', { ...more, pmtc_cancelamount: '248,00' })).of('pmtc_returncode'),
    ).toBe('99');
    await payOutAll('return');
    await until(
      async () => asAnswer(await shop.status('return')),
      ({ body }) => body.includes('<pmtq_amountrefunded>125,00<'),
    );
    const { body } = await merchant.get(`/v1/orders/${orderId('return')}/refunds`);
    expect(body.items).toMatchObject([
      { kind: 'partial-return', rows: [{ rowNumber: 1, quantity: '1' }], extraRows: [{}, {}] },
    ]);
  });

  it('lowers a price by rows of its own, and the goods stay', async () => {
    await paid('price');
    const heard = await cancel('price', {
      ...{ pmtc_canceltype: 'PARTIAL_REFUND', pmtc_cancelamount: '10,0' },
      ...{ pmtc_additional_row_name1: 'Hyvitys', pmtc_additional_row_quantity1: '2' },
      ...{ pmtc_additional_row_price_gross1: '-5,00', pmtc_additional_row_vat1: '25,50' },
    });
    expect(heard.text).not.toContain('<error');
    expect(heard.of('pmtc_returncode')).toBe('00');
    const { body } = await until(
      () => merchant.get(`/v1/orders/${orderId('price')}/refunds`),
      (answer) => answer.body.items.length === 1,
    );
    expect(body.items[0]).toMatchObject({ kind: 'price-reduction', amount: { minorUnits: 10_00 } });
  });

  it('calls an unpaid order off, and nobody pays it any more', async () => {
    const made = await shop.newPayment({ pmt_id: 'unpaid' });
    const part = { pmtc_canceltype: 'PARTIAL_REFUND', pmtc_cancelamount: '1,00' };
    await untilCode(shop, '00', 'unpaid');
    const some = await until(
      async () => asAnswer(await cancel('unpaid', part)),
      ({ body }) => !body.includes('<pmtc_returncode>20<'),
    );
    expect(some.body).toContain('<pmtc_returncode>99<');
    const all = { pmtc_canceltype: 'FULL_REFUND' };
    expect((await cancel('unpaid', all)).of('pmtc_returncode')).toBe('00');
    await untilCode(shop, '99', 'unpaid');
    const { body: page } = await merchant.get(`/v1/orders/${orderId('unpaid')}`);
    expect(page.status).toBe('cancelled');
    expect(page.timeline).toContainEqual(
      expect.objectContaining({
        what: 'OrderCancelled',
        who: expect.objectContaining({ kind: 'webstore' }),
      }),
    );
    const again = await cancel('unpaid', { ...all, pmtc_cancel_id: '2' });
    expect(again.of('pmtc_returncode')).toBe('99');
    const late = await payAt(made);
    expect([late.status, await late.text()]).toEqual([
      200,
      expect.stringContaining('Denna betalning kan inte längre göras'),
    ]);
    // Its id is burned for ever.
    expect((await shop.newPayment({ pmt_id: 'unpaid' })).text).toContain('existingPayment');
  });

  it('corrects its shipping data, and takes it back', async () => {
    await paid('parcels');
    const first = { pkg_deliverymethodid: 'ITELL', pkg_adddeliveryinfo: 'JJFI12345678901234567' };
    const second = { pkg_deliverymethodid: 'ODLVR', pkg_adddeliveryinfo: 'a box' };
    const added = [await tell('add', 'parcels', first), await tell('add', 'parcels', second)];
    expect(codes(added, 'pkg_resultcode')).toEqual(['00', '00']);
    await untilParcels('parcels', '[ITELL|JJFI12345678901234567|N][ODLVR|a box|N]');
    const corrected = {
      ...{ pkg_deliverymethodid: 'ITELL', pkg_remdeliveryinfo: 'JJFI12345678901234567' },
      ...{ pkg_adddeliveryinfo: 'JJFI12345678901234568', pkg_allsent: 'Y' },
    };
    const changes = [
      await tell('update', 'parcels', { ...corrected, pkg_remdeliveryinfo: 'JJFI0' }),
      await tell('update', 'parcels', { ...corrected, pkg_deliverymethodid: 'DRONE' }),
      await tell('update', 'parcels', { ...corrected, pkg_adddeliveryinfo: '?' }),
      await tell('update', 'parcels', corrected),
    ];
    expect(codes(changes, 'pkg_resultcode')).toEqual(['31', '40', '20', '00']);
    await untilCode(shop, '30', 'parcels');
    await untilParcels('parcels', '[ITELL|JJFI12345678901234568|N][ODLVR|a box|N]');
    const told = await merchant.get(`/v1/orders/${orderId('parcels')}/parcels`);
    expect(told.body.parcels).toMatchObject([
      { method: 'ITELL', tracking: 'JJFI12345678901234568' },
      { method: 'ODLVR', tracking: 'a box' },
    ]);
    const gone = { pkg_deliverymethodid: 'ODLVR', pkg_remdeliverymethod: 'a box' };
    const last = { pkg_deliverymethodid: 'ITELL', pkg_remdeliveryinfo: 'JJFI12345678901234568' };
    const force = { pkg_forceupdate: 'Y' };
    const removed = [
      await tell('delete', 'parcels', gone),
      await tell('delete', 'parcels', { ...gone, ...force }),
      await tell('delete', 'parcels', { ...last, ...force }),
    ];
    expect(codes(removed, 'pkg_resultcode')).toEqual(['42', '00', '11']);
    await untilParcels('parcels', '[ITELL|JJFI12345678901234568|N]');
  });

  it('pays by the old short form, and its buyer comes back with the short hash', async () => {
    const made = await shop.shortPayment();
    expect(made.text).not.toContain('<error');
    expect([made.of('pmt_version'), made.of('pmt_sellercosts')]).toEqual(['0003', '0,00']);
    const gone = await payAt(made);
    await untilCode(shop, '20', 'short');
    const back = await fetch(new URL(gone.headers.get('location') ?? '', walk.address), {
      redirect: 'manual',
    });
    const told = new URL(back.headers.get('location') ?? '').searchParams;
    const values = ['pmt_id', 'pmt_reference', 'pmt_amount', 'pmt_currency'].map(
      (name) => told.get(name) ?? '',
    );
    expect(values).toEqual(['short', '00000000000000134662', '200,00', 'EUR']);
    expect(told.get('pmt_hash')).toBe(hashOf(values, 'md5').toUpperCase());
  });

  it('asks by version 0004, and verifies the answer as that has it', async () => {
    const heard = await shop.status('short', '0004');
    expect([heard.of('pmtq_version'), heard.of('pmtq_returncode')]).toEqual(['0004', '20']);
    expect(heard.of('pmtq_paymentdate')).toMatch(/^\d\d\.\d\d\.\d{4}$/u);
    const names = ['action', 'version', 'sellerid', 'id', 'amount', 'returncode', 'returntext'];
    const signed = [...names, 'sellercosts', 'paymentmethod', 'escrow'].map(
      (name) => `pmtq_${name}`,
    );
    expect(heard.isSigned('pmtq_hash', signed)).toBe(true);
  });

  it('may send the fields of version 4204, and they change nothing', async () => {
    const heard = await shop.newPayment({
      ...{ pmt_id: 'token', pmt_version: '4204', pmt_token: 'abc-123' },
      pmt_invoicedistributionmethod: 'E_INVOICE_B_2_B',
    });
    expect(heard.text).not.toContain('<error');
    expect([heard.of('pmt_version'), heard.of('pmt_amount')]).toEqual(['4204', '568,10']);
    const wrong = await shop.newPayment({
      pmt_id: 'pigeon',
      pmt_invoicedistributionmethod: 'PIGEON',
    });
    expect(wrong.text).toContain('name="pmt_invoicedistributionmethod"');
  });

  const asAnswer = ({ status, text }: Heard) => ({ status, headers: new Headers(), body: text });
}
