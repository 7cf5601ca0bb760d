import { BasisPoints, Money, z } from '@libs/kernel';

/** A share of an amount at one VAT rate, VAT included. */
export const VatPart = z.strictObject({ vatRate: BasisPoints, gross: Money }).readonly();
export type VatPart = z.infer<typeof VatPart>;
