import { inflateRawSync } from 'node:zlib';
import { PaymentMethod, type AccountTransaction, type Settlement } from '@libs/contracts';
import { eur, orderIdOf, PaymentId, SellerId, SettlementId } from '@libs/kernel';
import { MERCHANT } from '../../gateway.fixtures.js';
import { ORDER, orderDetails, SELLER, show, TERMS, transaction } from '../../shown.fixtures.js';
import { OURS, runWebstore, type Fields, type RunningWebstore } from '../webstore.fixtures.js';

const PATH = '/GetCompensationsByTimeInterval.pmt';
const INVOICED = orderIdOf(SELLER, PaymentId.parse('invoiced'));
const ELSEWHERE = orderIdOf(SELLER, PaymentId.parse('elsewhere'));

const line = (orderId = ORDER) => ({
  orderId,
  ...{ gross: eur(573_10), refunded: eur(15_00), commission: eur(10_00), commissionVat: eur(2_03) },
  net: eur(548_10),
});
const settlement = (
  id: string,
  paidAt: string,
  orderIds: readonly (typeof ORDER)[] = [ORDER],
): Settlement => {
  const { orderId: _orderId, ...sums } = line();
  return {
    settlementId: SettlementId.parse(id),
    merchantId: MERCHANT,
    status: 'paid',
    lines: orderIds.map((orderId) => ({ line: line(orderId), answer: 'claimed' })),
    sums: { count: 1, ...sums },
    deductions: [],
    reasons: [],
    ...{ proposedAt: '2026-02-10T10:00:00.000Z', paidAt, changedAt: paidAt },
  };
};

describe('a report of settlements', () => {
  let gateway: RunningWebstore;

  beforeAll(async () => {
    gateway = await runWebstore();
    const { transactions, orders, settlements } = gateway.views;
    const order = (over: Partial<AccountTransaction>) => transaction(over);
    await show(transactions, ORDER, order({ buyerName: 'Matti', orderNumber: '=10 €' }));
    const method = PaymentMethod.parse('FI70');
    await show(
      transactions,
      INVOICED,
      order({ orderId: INVOICED, paymentId: PaymentId.parse('invoiced'), method }),
    );
    const other = SellerId.parse('toinen');
    await show(transactions, ELSEWHERE, order({ orderId: ELSEWHERE, sellerId: other }));
    const inBalance = { ...TERMS, settlementModel: 'balance' } as const;
    const invoiced = orderDetails({ orderId: INVOICED, terms: inBalance });
    await show(orders, INVOICED, invoiced, gateway.nextPosition());
    // The first and the last moment of February in Helsinki, and the one after it.
    const moments = ['2026-01-31T22:00:00.000Z', '2026-02-28T21:59:59.000Z'] as const;
    await show(settlements, 'first', settlement('first', moments[0]));
    await show(
      settlements,
      'last',
      settlement('last', moments[1], [ORDER, INVOICED, ELSEWHERE]),
      gateway.nextPosition(),
    );
    const back = (orderId: typeof ORDER) => ({ orderId, amount: eur(20_00) });
    const march: Settlement = {
      ...settlement('march', '2026-02-28T22:00:00.000Z'),
      deductions: [
        { deduction: back(INVOICED), answer: 'claimed' },
        { deduction: back(ELSEWHERE), answer: 'claimed' },
        { deduction: back(ORDER), answer: 'exceeds-owed' },
      ],
    };
    await show(settlements, 'march', march, gateway.nextPosition());
  });
  afterAll(() => gateway.close());

  const asked = (over: Fields = {}): Fields => ({
    ...{ gc_action: 'GET_SETTLEMENTS_XML', gc_version: '0003', gc_sellerid: SELLER },
    ...{ gc_begindate: '1.2.2026', gc_enddate: '28.2.2026', gc_keygeneration: '001' },
    ...over,
  });
  const report = (over: Fields = {}) => gateway.post(PATH, asked(over), OURS);
  const bytesOf = async (gc_action: string) => {
    const answer = await fetch(`${gateway.address}${PATH}`, {
      method: 'POST',
      body: new URLSearchParams(asked({ gc_action })),
      headers: OURS,
    });
    return { answer, bytes: Buffer.from(await answer.arrayBuffer()) };
  };

  it('tells as XML what was paid in the days of Helsinki, with sums that add up', async () => {
    const { status, headers, text } = await report();
    expect([status, headers.get('content-type')]).toEqual([200, 'text/xml; charset=UTF-8']);
    expect(text).toContain('<resultCode>00</resultCode>');
    expect(text.match(/<compensationDate>.*(?=<)/gu)).toEqual([
      '<compensationDate>01.02.2026',
      '<compensationDate>28.02.2026',
    ]);
    const [, first = '', last = ''] = text.split('<compensation>\n');
    expect(first).toContain(
      [
        '<compensationType>SINGLE</compensationType>',
        '<compensationDate>01.02.2026</compensationDate>',
        '<reference>19985242</reference>',
        '<grossAmount>573,10</grossAmount>',
        '<netAmount>548,10</netAmount>',
        '<refundedAmount>15,00</refundedAmount>',
        '<commission>10,00</commission>',
        '<commissionVat>2,03</commissionVat>',
        '<orders>',
        '<order>',
        '<orderNumber>=10 €</orderNumber>',
        '<originalReference>19985242</originalReference>',
        '<paymentId>1998524_1</paymentId>',
        '<sellerGrossAmount>573,10</sellerGrossAmount>',
        '<sellerNetAmount>548,10</sellerNetAmount>',
        '<refundedAmount>15,00</refundedAmount>',
        '<commission>10,00</commission>',
        '<commissionVat>2,03</commissionVat>',
        '<buyerPaymentDateTime>02.03.2026 12:00:00</buyerPaymentDateTime>',
        '<paymentMethod>FI50</paymentMethod>',
        '<paymentMethodGroup>card</paymentMethodGroup>',
        '</order>',
      ].join('\n'),
    );
    expect(last).toContain('<compensationCode>last</compensationCode>\n<compensationType>BUNDLE<');
    expect(last).toContain('<grossAmount>1146,20</grossAmount>');
    expect(last).toContain('<bundleCode>last</bundleCode>');
  });

  it('tells an advance that was taken back as a refund alone, and the payout less it', async () => {
    const { text } = await report({ gc_begindate: '1.3.2026', gc_enddate: '1.3.2026' });
    expect(text).toContain('<grossAmount>573,10</grossAmount>\n<netAmount>528,10</netAmount>');
    expect(text.match(/<order>/gu)).toHaveLength(2);
    expect(text).toContain(
      [
        '<paymentId>invoiced</paymentId>',
        '<sellerGrossAmount>0,00</sellerGrossAmount>',
        '<sellerNetAmount>-20,00</sellerNetAmount>',
        '<refundedAmount>20,00</refundedAmount>',
      ].join('\n'),
    );
  });

  it('tells as CSV the same lines, in ISO-8859-15, and runs no formula', async () => {
    const { answer, bytes } = await bytesOf('GET_SETTLEMENTS_CSV');
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=ISO-8859-15');
    const lines = bytes.toString('latin1').split('\r\n');
    // The euro sign is where ISO-8859-1 has another.
    expect(lines[1]).toBe(
      'first;01.02.2026;19985242;"\'=10 \u00A4";19985242;1998524_1;573,10;548,10;15,00;10,00;2,03;02.03.2026 12:00:00;FI50;card',
    );
    expect(lines).toHaveLength(5);
  });

  it('tells as XLS a sheet of XLSX, with sums as numbers and texts as texts', async () => {
    const { answer, bytes } = await bytesOf('GET_SETTLEMENTS_XLS');
    expect(answer.headers.get('content-type')).toContain('spreadsheetml.sheet');
    expect(answer.headers.get('content-disposition')).toContain('settlements.xlsx');
    const files = filesIn(bytes);
    const sheet = files.get('xl/worksheets/sheet1.xml') ?? '';
    const strings = files.get('xl/sharedStrings.xml') ?? '';
    expect(sheet.match(/<row /gu)).toHaveLength(4);
    expect(sheet.match(/<v>573\.1<\/v>/gu)).toHaveLength(3);
    expect(sheet).not.toContain('<f>');
    expect(`${sheet}${strings}`).toContain('=10 €');
  });

  it.each([
    ['GET_BALANCE_SETTLEMENTS_CSV', ['invoiced']],
    ['GET_INVOICE_SETTLEMENTS_CSV', ['invoiced']],
    ['GET_B2B_INVOICE_SETTLEMENTS_CSV', []],
    ['GET_PART_PAYMENT_SETTLEMENTS_CSV', []],
  ])('tells as %s its own orders alone', async (gc_action, expected) => {
    const { text } = await report({ gc_action });
    const [header = '', ...lines] = text.split('\r\n').filter((each) => each !== '');
    expect(header.split(';')).toHaveLength(14);
    expect(lines.map((each) => each.split(';')[5])).toEqual(expected);
  });

  it.each([
    ['GET_INVOICE_SETTLEMENTS_JSON', ['invoiced']],
    ['GET_B2B_INVOICE_SETTLEMENTS_JSON', []],
    ['GET_PART_PAYMENT_SETTLEMENTS_JSON', []],
  ])('tells as %s its own orders alone', async (gc_action, expected) => {
    const { body } = await report({ gc_action });
    expect(body).toMatchObject({ version: '0003', sellerId: SELLER, resultCode: '00' });
    expect(body.settlements.map(({ paymentId }: Fields) => paymentId)).toEqual(expected);
  });

  it('tells as JSON what the columns of the CSV tell', async () => {
    const { body } = await report({ gc_action: 'GET_INVOICE_SETTLEMENTS_JSON' });
    expect(body.settlements[0]).toMatchObject({
      ...{ compensationCode: 'last', compensationDate: '28.02.2026', paymentMethod: 'FI70' },
      ...{ sellerGrossAmount: '573,10', buyerPaymentDateTime: '02.03.2026 12:00:00' },
    });
  });

  it('is a sheet of the balance model too', async () => {
    const files = filesIn((await bytesOf('GET_BALANCE_SETTLEMENTS_XLS')).bytes);
    expect(files.get('xl/worksheets/sheet1.xml')?.match(/<row /gu)).toHaveLength(2);
  });

  it.each([
    ['more than a month', { gc_enddate: '4.3.2026' }],
    ['an end before its beginning', { gc_enddate: '31.1.2026' }],
    ['no such day', { gc_begindate: '30.2.2026' }],
    ['an action that there is not', { gc_action: 'GET_BALANCE_SETTLEMENTS_XML' }],
    ['another version', { gc_version: '0004' }],
  ])('is answered 90 for %s', async (_what, over) =>
    expect((await report(over)).text).toContain('<resultCode>90</resultCode>'),
  );

  it('takes a whole month of 31 days', async () =>
    expect((await report({ gc_begindate: '1.1.2026', gc_enddate: '31.1.2026' })).text).toContain(
      '<resultCode>00</resultCode>',
    ));

  it('of single methods ends with yesterday', async () => {
    const of = (gc_enddate: string) =>
      report({ gc_action: 'GET_INVOICE_SETTLEMENTS_JSON', gc_begindate: '1.3.2026', gc_enddate });
    expect((await of('1.3.2026')).body.resultCode).toBe('00');
    expect((await of('2.3.2026')).text).toContain('gc_enddate must lie before today');
  });

  it.each(['GET_SETTLEMENTS_CSV', 'GET_SETTLEMENTS_XLS', 'GET_INVOICE_SETTLEMENTS_JSON'])(
    'that fails is told as XML, also where %s was asked for',
    async (gc_action) => {
      for (const [code, headers, over] of [
        ['90', OURS, { gc_enddate: '1.1.2026' }],
        ['01', {}, {}],
      ] as const) {
        const answer = await gateway.post(PATH, asked({ gc_action, ...over }), headers);
        expect([answer.status, answer.headers.get('content-type')]).toEqual([
          200,
          'text/xml; charset=UTF-8',
        ]);
        expect(answer.text).toContain(`<resultCode>${code}</resultCode>`);
        expect(answer.headers.get('content-disposition')).toBeNull();
      }
    },
  );
});

/** The files of a ZIP, by its central directory. */
function filesIn(zip: Buffer): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let at = zip.readUInt32LE(end + 16);
  for (let file = 0; file < zip.readUInt16LE(end + 10); file += 1) {
    const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const lengths = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    const [nameLength = 0, extra = 0, comment = 0] = lengths;
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    const local = zip.readUInt32LE(at + 42);
    const data = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const bytes = zip.subarray(data, data + size);
    files.set(name, (method === 0 ? bytes : inflateRawSync(bytes)).toString('utf8'));
    at += 46 + nameLength + extra + comment;
  }
  return files;
}
