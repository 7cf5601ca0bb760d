import { z } from '@libs/kernel';

interface MethodFacts {
  /** The carrier tells when it has handed the parcel over; without one, the store's notice counts. */
  readonly isTraceable: boolean;
  /** What a tracking code looks like; absent: any text, or none. */
  readonly tracking?: RegExp;
}

/**
 * Posti's codes: `JJFI` and 17 digits, digits alone, or the international form of the postal
 * union (domain: Delivery).
 */
const POSTI = /^(?:JJFI\d{17}|\d{8,22}|[A-Z]{2}\d{9}FI)$/u;
/** Carriers whose forms are not documented: letters and digits, as printed on a label. */
const PRINTED = /^[A-Z0-9](?:[A-Z0-9 -]{4,48})[A-Z0-9]$/u;

const traceable = (tracking: RegExp): MethodFacts => ({ isTraceable: true, tracking });
const untraceable: MethodFacts = { isTraceable: false };

/** Delivery methods, by the codes of the interface (domain: Delivery). */
const METHODS = {
  ITELL: traceable(POSTI),
  MATHU: traceable(PRINTED),
  KAUKO: traceable(PRINTED),
  TRANS: traceable(PRINTED),
  KIITO: traceable(PRINTED),
  MYPAC: traceable(PRINTED),
  DBSCH: traceable(PRINTED),
  FEDEX: traceable(PRINTED),
  DHLDP: traceable(PRINTED),
  TNTNV: traceable(PRINTED),
  UPSAM: traceable(PRINTED),
  UNREG: untraceable,
  UNRDL: untraceable,
  UNREF: untraceable,
  PICKU: untraceable,
  ODLVR: untraceable,
  SERVI: untraceable,
  ELECT: untraceable,
} as const satisfies Readonly<Record<string, MethodFacts>>;

export const DeliveryMethod = z.enum(
  Object.keys(METHODS) as [keyof typeof METHODS, ...(keyof typeof METHODS)[]],
);
export type DeliveryMethod = z.infer<typeof DeliveryMethod>;

/** Does the carrier tell when the parcel was handed over? */
export const isTraceable = (method: DeliveryMethod): boolean => METHODS[method].isTraceable;

/** What is wrong with a tracking code; `undefined` when it fits its method. */
export function trackingProblem(
  method: DeliveryMethod,
  tracking: string | undefined,
): 'tracking-code-missing' | 'tracking-code-malformed' | undefined {
  const facts: MethodFacts = METHODS[method];
  if (facts.tracking === undefined) return undefined;
  if (tracking === undefined) return 'tracking-code-missing';
  return facts.tracking.test(tracking) ? undefined : 'tracking-code-malformed';
}
