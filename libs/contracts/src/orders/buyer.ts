import { CountryCode, text, z } from '@libs/kernel';

/** A postal address, with the limits of the payment interface (domain: Orders). */
export const Address = z
  .strictObject({
    name: text(40),
    address: text(40),
    postalCode: text(10),
    city: text(40),
    country: CountryCode,
  })
  .readonly();
export type Address = z.infer<typeof Address>;

/** Who buys. Personal data: sealed wherever it is stored. */
export const Buyer = z
  .strictObject({
    name: text(40),
    address: text(40),
    postalCode: text(10),
    city: text(40),
    country: CountryCode,
    phone: text(40).optional(),
    email: z.email().max(320).optional(),
  })
  .readonly();
export type Buyer = z.infer<typeof Buyer>;
