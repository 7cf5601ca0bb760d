import { groupOf, PAYMENT_METHODS, PaymentMethod, PaymentMethodGroup } from './payment-methods.js';

/** As written down (domain: Payment methods). */
const GROUPS: Readonly<Record<PaymentMethodGroup, string>> = {
  card: 'FI50 FI51 FI52 FI53 FI54 APPL GPAY MOBP MPAS',
  bank: 'FI01 FI02 FI03 FI04 FI05 FI06 FI07 FI08 FI09 FI10 FI11 FI12 FI13 FI14 FI15 SIIR PIVO EEAC',
  'svea-invoice': 'FI70 FIIN FI71 FIPP FI72 FIBI',
  collector: 'COLI COLP',
  closed: 'EEMK PLDP USPP',
};

describe('a payment method', () => {
  it.each(
    PaymentMethodGroup.options.flatMap((group) =>
      GROUPS[group].split(' ').map((code) => ({ code, group })),
    ),
  )('$code belongs to $group', ({ code, group }) =>
    expect(groupOf(PaymentMethod.parse(code))).toBe(group),
  );

  it('belongs to one group, and there are no others', () => {
    const known = Object.values(GROUPS).flatMap((codes) => codes.split(' '));
    expect([...PAYMENT_METHODS].sort()).toEqual(known.sort());
  });

  it.each(['FI00', 'FI16', 'fi01', 'FI1', '', 'CASH', '__proto__', 'toString'])(
    '%j is none',
    (code) => expect(PaymentMethod.safeParse(code).success).toBe(false),
  );
});
