import { Money, z } from '@libs/kernel';

/** Money as it came from outside, in whatever currency: nothing is calculated with it. */
export const ReceivedMoney = z
  .strictObject({
    minorUnits: z.int().min(1).max(Number.MAX_SAFE_INTEGER),
    currency: z.string().regex(/^[A-Z]{3}$/u, 'must be an ISO 4217 code'),
  })
  .readonly();
export type ReceivedMoney = z.infer<typeof ReceivedMoney>;

/** The same sum where it is in our currency, which alone can be captured. */
export const inOurCurrency = (received: ReceivedMoney): Money | undefined =>
  Money.safeParse(received).data;
