import { CountryCode, z } from '@libs/kernel';

/** What may be known of a card: never its number (domain: Payments). */
export const CardFacts = z
  .strictObject({
    brand: z.enum(['visa', 'mastercard', 'amex', 'other']),
    lastFour: z.string().regex(/^\d{4}$/u),
    issuerCountry: CountryCode.optional(),
    isAuthenticated: z.boolean(),
  })
  .readonly();
export type CardFacts = z.infer<typeof CardFacts>;
