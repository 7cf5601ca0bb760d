import type { HashAlgorithm } from '@libs/contracts';
import {
  CANCEL,
  CANCEL_ANSWER,
  DELIVERY,
  DELIVERY_ANSWER,
  newPaymentOrder,
  OK_RETURN,
  SHORT_PAYMENT,
  SHORT_RETURN,
  STATUS_QUERY,
  statusAnswerOrder,
  valuesIn,
  type HashOrder,
} from './hash-orders.js';
import { algorithmNamed } from './hash-algorithm.js';
import { isSameHash, messageHash } from './message-hash.js';
import { ONE_ROW_PAYMENT, PUBLISHED_PAYMENT } from './published-messages.fixtures.js';

/** The key of the provider's public sandbox seller (domain: Orders). */
const KEY = '11223344556677889900';

type Fields = Readonly<Record<string, string>>;
type Vector = readonly [string, HashAlgorithm, readonly [HashOrder, Fields], string];

const names = { sellerid: 'testikauppias', id: '1998524_1' };
const under = (prefix: string, fields: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [`${prefix}_${name}`, value]));
const query = (version: string) =>
  under('pmtq', { action: 'PAYMENT_STATUS_QUERY', version, ...names });
const answer = (version: string) => ({
  ...query(version),
  ...under('pmtq', {
    amount: '568,10',
    returncode: '20',
    returntext: 'Maksettu, odottaa toimitustietoja',
    sellercosts: '5,00',
    paymentmethod: 'FI01',
    escrow: 'Y',
  }),
});
const cancel = (fields: Readonly<Record<string, string>>) =>
  under('pmtc', { action: 'CANCEL', version: '0005', ...names, currency: 'EUR', ...fields });
const returned = (fields: Readonly<Record<string, string>>) =>
  under('pmt', { action: 'NEW_PAYMENT_EXTENDED', version: '0004', currency: 'EUR', ...fields });

const VECTORS: readonly Vector[] = [
  [
    'the ok return of the published test',
    'MD5',
    [
      OK_RETURN,
      returned({
        ...{ id: '2', reference: '134662', amount: '200,00', sellercosts: '0,00' },
        ...{ paymentmethod: 'FI01', escrow: 'N' },
      }),
    ],
    'BDF4F41FA194612017CBE13CF7670971',
  ],
  [
    'the whole request of the published test',
    'MD5',
    [newPaymentOrder(1, '0004'), PUBLISHED_PAYMENT],
    'DD27A6D63F47FEFE7743EFA68D1C397D',
  ],
  [
    'a status query',
    'SHA-512',
    [STATUS_QUERY, query('0005')],
    '94907619DAF294351927B6A49631E65DA30CF983229CCC72AD655003BD48F246D61F457D3F31A713B2B79F7775C2E62C9980A4F7EA3A50851950C780BC010BF4',
  ],
  [
    'a status query',
    'SHA-256',
    [STATUS_QUERY, query('0005')],
    '68872155556397DC2DD783AC5204DE23407468459AE66C68C7288C7FCDE19EAB',
  ],
  [
    'a status query',
    'SHA-1',
    [STATUS_QUERY, query('0005')],
    'D916D3B88479C964BC261190AC72134EE5E0188E',
  ],
  ['a status query', 'MD5', [STATUS_QUERY, query('0005')], '37501CDBA96BCA4DAAF4654B98B45FC5'],
  [
    'a status query of version 0004',
    'SHA-512',
    [STATUS_QUERY, query('0004')],
    'C574BBDC7AD65A67BD6491BA8057B907269BBFCF6A3DF9D58660424374247A8D588C408FCE1DB9F7BB829632AFC1BC02B5D1DB8ECE30FE38BF4EA9835FF70B21',
  ],
  [
    'a status answer of version 0004',
    'SHA-512',
    [statusAnswerOrder('0004'), answer('0004')],
    '3F99B5843DD22F7B5C8FA75681A8B54887E45AFB4A48949E40A42ED3D2490F4D973A0D4A695C34D14772B12A80C7A8EE77833E58C4DE83B7DFDFF475D9651B64',
  ],
  [
    'a status answer of version 0005',
    'SHA-512',
    [statusAnswerOrder('0005'), answer('0005')],
    '0689633F6C37EDB3FF29CE5E19639C766E90F55E00F260ECD92354279AC8020283A6CE802C13AB41810BDA8CE0C80C8F36AB847807D56E592162361657A42914',
  ],
  [
    'a partial cancel with one decimal',
    'SHA-512',
    [CANCEL, cancel({ amount: '573,10', canceltype: 'PARTIAL_REFUND', cancelamount: '15,5' })],
    '4D26A5716A313419A88FCACC5BC45CD4689C7D797E273943F11FA532E021C8A8D1CFBE51754AA9CA64012BAF98620B686EDB643326862A776A23CFA47841B49E',
  ],
  [
    'a refund after settlement',
    'SHA-512',
    [
      CANCEL,
      cancel({
        action: 'REFUND_AFTER_SETTLEMENT',
        canceltype: 'REFUND_AFTER_SETTLEMENT',
        ...{ amount: '573,10', cancelamount: '15,5' },
      }),
    ],
    '9F31A756FACB0AF4B6744917145CF0BA2FBD6F069D4E3BAB3C1D87001B3E8E2F2A12591C6A1EF18558D42D3C2B9CA3778BEFEF7C40EBEB9F8562B5E4AB911637',
  ],
  [
    'a full cancel',
    'SHA-256',
    [CANCEL, cancel({ amount: '568,10', canceltype: 'FULL_REFUND' })],
    '3E387CDE6A049BF2D07D077F322796827233897ECD61F6BC76F8C8FDD13563B1',
  ],
  [
    'a partial cancel',
    'SHA-256',
    [CANCEL, cancel({ amount: '568,10', canceltype: 'PARTIAL_REFUND', cancelamount: '15,00' })],
    'B726E8E1D1244E2C376D7CBC8A73B3385B040682508C56B9080ECEC797308939',
  ],
  [
    'a cancel answer',
    'SHA-256',
    [CANCEL_ANSWER, cancel({ returntext: 'OK', returncode: '00' })],
    'A8B69A210B5587BE361BC1ACBC88B1EB60774C86355E6581B3C7F1C257EC71A2',
  ],
  [
    'a delivery request',
    'SHA-512',
    [DELIVERY, under('pkg', { id: '1998524_1', deliverymethodid: 'ODLVR', allsent: 'Y' })],
    'CBB0D48A80FFB5F7AD311D4EAE99157AB8895FBF88E8B774FA416BF358734328665320B3E95DFE16F0F15EBE9CF5CA6D21AC93F6611F65F58E80951F7B3BC2CE',
  ],
  [
    'a delivery answer',
    'SHA-512',
    [DELIVERY_ANSWER, under('pkg', { ...names, resultcode: '00' })],
    '96603AE639D67C6145D1F09C4330BA071A71C1D50CAB0261D9775814DA2A9847782BBC288CCD3000916A44F8B74DB02A60756C5A226229A88D911140156B56C7',
  ],
  [
    'an ok return, its reference in 20 digits',
    'SHA-256',
    [
      OK_RETURN,
      returned({
        ...{ id: '1998524_1', reference: '00000000000019985242', amount: '568,10' },
        ...{ sellercosts: '5,00', paymentmethod: 'FI01', escrow: 'Y' },
      }),
    ],
    '767E1429FB8D6E88DFCBAC8CE3108130D9F8EC93D01F9DBBE69F64A5F56E8EDD',
  ],
  [
    'a whole new payment of one row',
    'SHA-512',
    [newPaymentOrder(1, '0004'), ONE_ROW_PAYMENT],
    '5530360B99BB8ABBDDF691DA842F7642F5B07952759B5B26A4C8DC1081B744D4AC6E176832D101FBC22F331A6CBE7B681566F86FB133D54349A173A92B7D1CCA',
  ],
];

describe('a published hash', () => {
  it.each(VECTORS)('is made of %s with %s', (_what, algorithm, [order, fields], expected) => {
    const values = valuesIn(order, new Map(Object.entries(fields)));
    for (const charset of ['ISO-8859-1', 'UTF-8', 'ISO-8859-15'] as const)
      expect(messageHash(values, { algorithm, charset, secretKey: KEY })).toBe(expected);
  });

  it.each([
    ['MD5', 'B4B2807159C5E42E86AEB855087EC0CC'],
    ['SHA-256', '5642A09A88A19EFAAB812E5F21F8F9F4556BB0E1545C0FC61C109C88D9DD2ED5'],
  ] as const)('is made of the documented pre-image with %s', (algorithm, expected) =>
    expect(
      messageHash(['123', 'ABC', 'K'], { algorithm, charset: 'UTF-8', secretKey: 'testkey' }),
    ).toBe(expected),
  );
});

describe('a hash', () => {
  it('fails over the short form of a reference', () => {
    const over = (reference: string) =>
      messageHash([reference], { algorithm: 'MD5', charset: 'UTF-8', secretKey: KEY });
    expect(over('19985242')).not.toBe(over('00000000000019985242'));
  });

  it('skips what was not sent, and counts what was sent empty', () => {
    const short = { pmt_id: '2', pmt_orderid: '2', pmt_reference: '134662', pmt_amount: '1,00' };
    expect(valuesIn(SHORT_PAYMENT, new Map(Object.entries(short)))).toHaveLength(4);
    const empty = new Map(Object.entries({ ...short, pmt_currency: '' }));
    expect(valuesIn(SHORT_PAYMENT, empty)).toEqual(['2', '2', '134662', '1,00', '']);
    expect(valuesIn(SHORT_RETURN, empty)).toEqual(['2', '134662', '1,00', '']);
  });

  it('counts a token in version 4204 alone', () => {
    expect(newPaymentOrder(0, '4204')).toContain('pmt_token');
    expect(newPaymentOrder(0, '0004')).not.toContain('pmt_token');
  });

  it('is the same in lower case', () => {
    const hash = '37501CDBA96BCA4DAAF4654B98B45FC5';
    expect(isSameHash(hash.toLowerCase(), hash)).toBe(true);
    expect(isSameHash(hash.replace('3', '4'), hash)).toBe(false);
    expect(isSameHash(hash.slice(1), hash)).toBe(false);
    expect(isSameHash('', undefined)).toBe(false);
  });

  it.each([
    ['SHA-512', 'SHA-512'],
    ['sha512', 'SHA-512'],
    ['Sha-1', 'SHA-1'],
    ['md5', 'MD5'],
  ])('may be named %s', (name, algorithm) => expect(algorithmNamed(name)).toBe(algorithm));

  it('has no other algorithm', () => expect(algorithmNamed('SHA-384')).toBeUndefined());
});
