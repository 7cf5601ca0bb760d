import type { CommandAnswer } from '@libs/kernel';

/** The result codes of shipping data (domain: Shipping messages). */
export type DeliveryCode = '00' | '10' | '11' | '12' | '20' | '30' | '31' | '40' | '41' | '42';

/** Refusals of the delivery as codes; one that is not here has failed (11). */
export const DELIVERY_CODES: Readonly<Record<string, DeliveryCode>> = {
  'shipping-data-not-in-use': '12',
  'shipping-data-not-needed': '12',
  'force-needed': '42',
  'parcel-unknown': '31',
  'parcel-handed-over': '11',
  'last-parcel': '11',
  'too-many-parcels': '11',
  'nothing-told': '20',
};

/** What is wrong with a parcel, as a code. */
export const PARCEL_CODES: Readonly<Record<string, DeliveryCode>> = {
  'tracking-code-missing': '20',
  'tracking-code-malformed': '20',
  'method-not-agreed': '41',
  'told-already': '30',
  'told-twice': '30',
  'parcel-id-used': '11',
};

/** An answer of the delivery as a code. */
export function deliveryCodeOf(answer: CommandAnswer): DeliveryCode {
  switch (answer.outcome) {
    case 'accepted':
      return '00';
    case 'rejected':
      return refusalCode(answer.rejection.code, answer.rejection.details?.['problems']);
    case 'unknown':
    case 'key-reused':
    case 'stale':
      return '11';
  }
}

function refusalCode(code: string, problems: unknown): DeliveryCode {
  const [first] = Array.isArray(problems) ? (problems as readonly unknown[]) : [];
  const problem = (first as { readonly problem?: unknown } | undefined)?.problem;
  return (typeof problem === 'string' ? PARCEL_CODES[problem] : DELIVERY_CODES[code]) ?? '11';
}
