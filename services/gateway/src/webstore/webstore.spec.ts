import type { AccountEvent, OrderStatus } from '@libs/contracts';
import { STATUS_CODE } from '@libs/contracts';
import { eur, type CommandAnswer } from '@libs/kernel';
import { yes } from '../answers.fixtures.js';
import { ORDER, orderDetails, SELLER, show } from '../shown.fixtures.js';
import { CANCEL_CODES } from './messages/cancel-codes.js';
import { DELIVERY_CODES, PARCEL_CODES } from './messages/delivery-codes.js';
import {
  basic,
  codeOf as code,
  KEYS,
  OURS as ours,
  query,
  runWebstore,
  signed,
  type Fields,
  type RunningWebstore,
} from './webstore.fixtures.js';

describe('webstore messages', () => {
  let gateway: RunningWebstore;

  beforeAll(async () => {
    gateway = await runWebstore();
  });
  afterAll(() => gateway.close());

  const post: RunningWebstore['post'] = (...asked) => gateway.post(...asked);
  const cancel = (over: Fields = {}): Fields => ({
    ...{ pmtc_action: 'CANCEL', pmtc_version: '0005', pmtc_sellerid: SELLER, pmtc_id: '1998524_1' },
    ...{ pmtc_amount: '568,10', pmtc_currency: 'EUR', pmtc_canceltype: 'FULL_REFUND' },
    ...over,
  });
  const parcel = (over: Fields = {}): Fields => ({
    ...{ pkg_version: '0002', pkg_sellerid: SELLER, pkg_id: '1998524_1' },
    ...{ pkg_deliverymethodid: 'ODLVR', pkg_adddeliveryinfo: 'a box', pkg_allsent: 'N' },
    ...over,
  });
  const rejected = (reason: string, details?: object): CommandAnswer => ({
    outcome: 'rejected',
    rejection: { code: reason, ...(details !== undefined && { details: { ...details } }) },
  });

  describe('that are signed', () => {
    it.each(KEYS.map((key, at) => [`00${at + 1}`, key] as const))(
      'are taken by the key of generation %s',
      async (generation, key) => {
        for (const given of [generation, String(Number(generation))]) {
          const fields = { ...signed(query(), key), pmtq_keygeneration: given };
          expect(code((await post('/PaymentStatusQuery.pmt', fields)).text)).toBe('30');
        }
      },
    );

    it('are taken by any key in use where none is named, and not by another generation', async () => {
      const [first, second] = KEYS;
      expect(code((await post('/PaymentStatusQuery.pmt', signed(query(), second))).text)).toBe(
        '30',
      );
      const wrong = { ...signed(query(), first), pmtq_keygeneration: '2' };
      expect(code((await post('/PaymentStatusQuery.pmt', wrong)).text)).toBe('01');
    });

    it('are taken at a path with two slashes', async () =>
      expect(code((await post('//PaymentStatusQuery.pmt', query(), ours)).text)).toBe('30'));
  });

  describe('whose sender is not known', () => {
    const refusals = async (path: string, fields: Fields, seller: string) => {
      const unknown = { ...fields, [seller]: 'nobody' };
      const answers = [];
      for (const [sent, headers] of [
        [fields, {}],
        [fields, basic(SELLER, 'wrong')],
        [unknown, basic('nobody', KEYS[0])],
      ] as const)
        answers.push(await post(path, sent, headers));
      return answers.map(({ status, text }) => [
        status,
        text.replaceAll(/nobody|kahvikauppa/gu, ''),
      ]);
    };

    it.each([
      ['/PaymentStatusQuery.pmt', query(), 'pmtq_sellerid', '<pmtq_returncode>01<'],
      ['/PaymentCancel.pmt', cancel(), 'pmtc_sellerid', '<pmtc_returncode>90<'],
      ['/addDeliveryInfo.pmt', parcel(), 'pkg_sellerid', '<pkg_resultcode>11<'],
      ['/NewPaymentExtended.pmt', { pmt_sellerid: SELLER }, 'pmt_sellerid', '<errors>'],
    ])('are refused alike at %s, without a hash', async (path, fields, seller, told) => {
      const [first, ...others] = await refusals(path, fields, seller);
      expect(others).toEqual([first, first]);
      expect(first?.[0]).toBe(200);
      expect(first?.[1]).toContain(told);
      expect(first?.[1]).not.toContain('hash');
      expect(gateway.sent).toEqual([]);
    });

    it('wait after ten in a minute, and nobody else does', async () => {
      const wrong = () => post('/PaymentStatusQuery.pmt', query({ pmtq_sellerid: 'guessed' }));
      for (let time = 0; time < 10; time += 1) expect((await wrong()).status).toBe(200);
      const { status, headers, text } = await wrong();
      expect([status, code(text)]).toEqual([429, '01']);
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await post('/PaymentStatusQuery.pmt', query(), ours)).status).toBe(200);
    });
  });

  describe('that are no messages', () => {
    it.each([
      ['JSON', '{"pmtq_id":"1"}', 'application/json'],
      ['bytes', 'nothing at all', 'application/x-www-form-urlencoded'],
      ['text', 'pmtq_id=1', 'text/plain'],
      ['a broken multipart', '--x\r\n', 'multipart/form-data; boundary=x'],
    ])('are refused as %s', async (_what, raw, type) => {
      const { status, body } = await gateway.fetch('/PaymentStatusQuery.pmt', {
        ...{ token: null, raw, method: 'POST' },
        headers: { 'content-type': type },
      });
      expect([status, body.code]).toEqual([400, 'malformed-form']);
    });

    it('are refused when they are too large, or have too many rows', async () => {
      const large = await post('/NewPaymentExtended.pmt', { a: 'x'.repeat(2 * 1024 * 1024) });
      expect([large.status, large.body.code]).toEqual([413, 'body-too-large']);
      const rows = await post('/NewPaymentExtended.pmt', { pmt_rows: '501' }, ours);
      expect([rows.status, rows.body.code]).toEqual([413, 'too-many-rows']);
    });

    it('leave the other API as it was: forms are none of its bodies', async () => {
      const { status } = await gateway.fetch('/v1/orders', {
        raw: 'a=1',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
      expect(status).toBe(415);
    });

    it.each([
      '/NewChargeWithTokenActionExtended.pmt',
      '/ModuleDiagnostics.pmt',
      '/MerchantSubscriptionBeginning.pmt',
    ])('find nobody at %s', async (path) =>
      expect((await post(path, { a: '1' }, ours)).status).toBe(404),
    );
  });

  describe('a status query', () => {
    it.each(Object.entries(STATUS_CODE) as readonly [OrderStatus, string][])(
      'tells an order that is %s by %s',
      async (status, expected) => {
        await show(gateway.views.orders, ORDER, orderDetails({ status }), gateway.nextPosition());
        expect(code((await post('/PaymentStatusQuery.pmt', query(), ours)).text)).toBe(expected);
      },
    );

    it('never answers 01 for a payment that it does not know', async () => {
      const { text } = await post('/PaymentStatusQuery.pmt', query({ pmtq_id: 'never' }), ours);
      expect(code(text)).toBe('00');
      expect(text).toContain('<pmtq_amount>0,00</pmtq_amount>');
    });
  });

  describe('a cancel message', () => {
    beforeAll(() => show(gateway.views.orders, ORDER, orderDetails(), gateway.nextPosition()));
    const answered = async (answer: CommandAnswer, over: Fields = {}) => {
      gateway.answer(() => answer);
      return post('/PaymentCancel.pmt', cancel(over), ours);
    };

    it.each(Object.entries(CANCEL_CODES))('tells %s by %s', async (reason, expected) => {
      const { status, text } = await answered(rejected(reason));
      expect([status, code(text)]).toEqual([200, expected]);
      expect(text.includes('<error ')).toBe(expected === '90');
    });

    it.each(['nothing-left-to-refund', 'not-settled', 'amount-exceeds-refundable', 'any-other'])(
      'has failed (99) for %s',
      async (reason) => expect(code((await answered(rejected(reason))).text)).toBe('99'),
    );

    it('waits for the account of a payment that was made a moment ago', async () => {
      let asked = 0;
      gateway.answer(() => ((asked += 1) < 3 ? { outcome: 'unknown' } : yes([])));
      const { text } = await post('/PaymentCancel.pmt', cancel({}), ours);
      expect([code(text), asked]).toEqual(['00', 3]);
    });

    it('has failed (99) where the account never hears of the payment', async () =>
      expect((await answered({ outcome: 'unknown' })).text).toContain('Payment is not paid'));

    it('names both sums of rows that do not add up', async () => {
      const details = { amount: eur(15_00), rowsSum: eur(12_30) };
      const { text } = await answered(rejected('rows-do-not-add-up', details));
      expect(text).toContain('is 15,00, but the rows come to 12,30');
    });

    it.each([
      ['an amount of neither reading', { pmtc_amount: '500,00' }, 'pmtc_amount'],
      ['a partial one without a sum', { pmtc_canceltype: 'PARTIAL_REFUND' }, 'pmtc_cancelamount'],
      ['a type of the other action', { pmtc_action: 'REFUND_AFTER_SETTLEMENT' }, 'pmtc_canceltype'],
      ['a sum with three decimals', { pmtc_cancelamount: '15,005' }, 'pmtc_cancelamount'],
      ['another currency', { pmtc_currency: 'SEK' }, 'pmtc_currency'],
      [
        'a reference of its own before settlement',
        { pmtc_pay_with_reference: '19985242' },
        'pmtc_pay_with_reference',
      ],
      [
        'a foreign IBAN',
        { pmtc_payeribanrefund: 'SE3550000000054910000003' },
        'pmtc_payeribanrefund',
      ],
    ])('is answered 90 for %s, and moves nothing', async (_what, over, field) => {
      const before = gateway.sent.length;
      const { text } = await post('/PaymentCancel.pmt', cancel(over), ours);
      expect(code(text)).toBe('90');
      expect(text).toContain(`name="${field}"`);
      expect(gateway.sent).toHaveLength(before);
    });

    const after = {
      ...{ pmtc_action: 'REFUND_AFTER_SETTLEMENT', pmtc_canceltype: 'REFUND_AFTER_SETTLEMENT' },
      pmtc_cancelamount: '15,00',
    };
    const funding = {
      recipientName: 'Svea Payments Oy',
      iban: 'FI7740123477777777',
      reference: '666660000010007',
      amount: eur(16_25),
    };
    const recorded = (data: object) =>
      yes([{ type: 'RefundRequested', data } as unknown as AccountEvent]);

    it('tells after settlement what to transfer, in the published form', async () => {
      const { text } = await answered(recorded({ funding }), after);
      expect(text).toContain(
        [
          '<pmtc_returncode>00</pmtc_returncode>',
          '<pmtc_returntext>OK</pmtc_returntext>',
          '<pmtc_pay_with_reference>00000666660000010007</pmtc_pay_with_reference>',
          '<pmtc_pay_with_recipientname>Svea Payments Oy</pmtc_pay_with_recipientname>',
          '<pmtc_pay_with_amount>16,25</pmtc_pay_with_amount>',
          '<pmtc_pay_with_iban>FI7740123477777777</pmtc_pay_with_iban>',
        ].join('\n'),
      );
    });

    it.each([
      ['money of an earlier transfer pays it', {}],
      ['coming payouts pay it, in the balance model', { source: 'advanced' }],
    ])('tells nothing to transfer where %s', async (_what, data) => {
      const { text } = await answered(recorded(data), after);
      expect(code(text)).toBe('00');
      expect(text).not.toContain('pmtc_pay_with');
    });

    it('sends on the reference that the shop chose', async () => {
      await answered(recorded({ funding }), { ...after, pmtc_pay_with_reference: '19985242' });
      expect(gateway.sent.at(-1)?.envelope.command.data).toMatchObject({
        chosenReference: '19985242',
      });
    });

    it('is answered 20 for a payment that is not there', async () =>
      expect(
        code((await post('/PaymentCancel.pmt', cancel({ pmtc_id: 'never' }), ours)).text),
      ).toBe('20'));
  });

  describe('shipping data', () => {
    const answered = async (answer: CommandAnswer) => {
      gateway.answer(() => answer);
      return code((await post('/addDeliveryInfo.pmt', parcel(), ours)).text);
    };

    it.each(Object.entries(DELIVERY_CODES))('tells %s by %s', async (reason, expected) =>
      expect(await answered(rejected(reason))).toBe(expected),
    );

    it.each(Object.entries(PARCEL_CODES).filter(([problem]) => problem !== 'parcel-id-used'))(
      'tells a parcel that is %s by %s',
      async (problem, expected) =>
        expect(
          await answered(rejected('parcels-wrong', { problems: [{ index: 0, problem }] })),
        ).toBe(expected),
    );

    it.each([
      ['10', { pkg_id: 'never' }],
      ['20', { pkg_allsent: 'perhaps' }],
      ['40', { pkg_deliverymethodid: 'DRONE' }],
    ])('is answered %s before anything is told', async (expected, over) =>
      expect(code((await post('/addDeliveryInfo.pmt', parcel(over), ours)).text)).toBe(expected),
    );

    it('is answered 31 for a parcel that is not there', async () => {
      const fields = parcel({ pkg_remdeliveryinfo: 'another box' });
      expect(code((await post('/deleteDeliveryInfo.pmt', fields, ours)).text)).toBe('31');
    });
  });
});
