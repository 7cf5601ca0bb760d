import {
  BusinessId,
  creditorReference,
  FinnishIban,
  Iban,
  plainReference,
  ReferenceNumber,
  referenceOf,
} from './finnish-identifiers.js';

// The samples of the sources (domain: Finnish identifiers), and numbers made like them.
describe('a reference number', () => {
  it.each([
    ['1998524', '19985242'],
    ['13466', '134662'],
    ['123456', '1234561'],
    ['12345', '123453'],
    ['123456712345678', '1234567123456784'],
    ['100', '1009'],
    ['999', '9991'],
  ])('made of %s is %s', (body, reference) => expect(referenceOf(body)).toBe(reference));

  it('may have leading zeros, which carry no meaning', () => {
    const padded = ReferenceNumber.parse('00000666660000010007');
    expect(plainReference(padded)).toBe('666660000010007');
    expect(plainReference(ReferenceNumber.parse('00000000000019985242'))).toBe('19985242');
  });

  it.each([
    ['a wrong check digit', '19985243'],
    ['two digits swapped', '19958242'],
    ['three digits', '109'],
    ['nothing but zeros', '00000000'],
    ['too few digits behind its zeros', '00013'],
    ['twenty-one digits', '000000000000019985242'],
    ['groups', '1 99852 42'],
    ['the RF form', 'RF6119985242'],
    ['other digits', '١٩٩٨٥٢٤٢'],
    ['nothing', ''],
  ])('must not have %s', (_what, reference) =>
    expect(ReferenceNumber.safeParse(reference).success).toBe(false),
  );

  it('must not be made of fewer than three digits', () =>
    expect(() => referenceOf('99')).toThrow());
});

describe('the RF form of a reference', () => {
  it.each([
    ['1234561', 'RF341234561'],
    ['19985242', 'RF6119985242'],
    ['134662', 'RF78134662'],
    ['00000000000019985242', 'RF6119985242'],
  ])('of %s is %s', (reference, creditor) =>
    expect(creditorReference(ReferenceNumber.parse(reference))).toBe(creditor),
  );

  it('has two check digits also where one would do', () =>
    expect(creditorReference('13' as ReferenceNumber)).toBe('RF4113'));
});

describe('an IBAN', () => {
  it.each(['FI7740123477777777', 'FI2112345600000785', 'FI4250001510000023', 'FI5566667777888890'])(
    '%s is Finnish',
    (iban) => expect(FinnishIban.parse(iban)).toBe(iban),
  );

  it('may be foreign where any will do', () => {
    expect(Iban.safeParse('DE89370400440532013000').success).toBe(true);
    expect(FinnishIban.safeParse('DE89370400440532013000').success).toBe(false);
  });

  it.each([
    ['a wrong check digit', 'FI7840123477777777'],
    ['a wrong digit', 'FI7740123477777778'],
    ['small letters', 'fi7740123477777777'],
    ['spaces', 'FI77 4012 3477 7777 77'],
    ['too few digits', 'FI774012'],
    ['another country on the same digits', 'SE7740123477777777'],
    ['nothing', ''],
  ])('must not have %s', (_what, iban) => expect(Iban.safeParse(iban).success).toBe(false));

  it('must have eighteen characters to be Finnish', () =>
    expect(FinnishIban.safeParse('FI774012347777777').success).toBe(false));
});

describe('a business id', () => {
  it.each([
    '2121703-0',
    '2122839-7',
    '1366959-8',
    '1730744-7',
    '0737546-2',
    '1234567-1',
    '1000002-0',
  ])('%s is one', (businessId) => expect(BusinessId.parse(businessId)).toBe(businessId));

  it.each(Array.from({ length: 10 }, (_, digit) => `1000008-${digit}`))(
    '%s is none: no number has this remainder',
    (businessId) => expect(BusinessId.safeParse(businessId).success).toBe(false),
  );

  it.each([
    ['a wrong check digit', '2121703-1'],
    ['six digits', '737546-2'],
    ['no hyphen', '21217030'],
    ['the form of a VAT number', 'FI21217030'],
    ['nothing', ''],
  ])('must not have %s', (_what, businessId) =>
    expect(BusinessId.safeParse(businessId).success).toBe(false),
  );
});
