import { BasisPoints, longText, Money, text, z } from '@libs/kernel';

/**
 * Row types of the payment interface (domain: Orders): 1 product, 2 shipping cost,
 * 3 handling or invoicing cost, 4 tailored or bundled product, 5 named and not explained,
 * 6 discount. Types 2 and 3 make the seller costs, all others the amount.
 */
export const RowType = z.union([
  z.literal(1),
  z.literal(2),
  z.literal(3),
  z.literal(4),
  z.literal(5),
  z.literal(6),
]);
export type RowType = z.infer<typeof RowType>;

/** A quantity as a plain decimal: up to six digits, up to three decimals, more than zero. */
export const Quantity = z
  .string()
  .regex(/^(?=.*[1-9])\d{1,6}(?:\.\d{1,3})?$/u, 'must be a positive decimal such as "2" or "1.5"');
export type Quantity = z.infer<typeof Quantity>;

/** The price of one unit: gross (VAT included) or net, never both. Negative for type 6 only. */
export const UnitPrice = z.discriminatedUnion('basis', [
  z.strictObject({ basis: z.literal('gross'), amount: Money }),
  z.strictObject({ basis: z.literal('net'), amount: Money }),
]);
export type UnitPrice = z.infer<typeof UnitPrice>;

const asked = {
  name: text(40),
  description: longText(1000).optional(),
  articleNumber: text(100).optional(),
  unit: text(20).optional(),
  deliveryDate: z.iso.date().optional(),
  quantity: Quantity,
  unitPrice: UnitPrice,
  vatRate: BasisPoints,
  discount: BasisPoints.default(0),
  type: RowType,
};

/** A row as the web store sends it. */
export const OrderRow = z.strictObject(asked).readonly();
export type OrderRow = z.infer<typeof OrderRow>;

/** What of a row its money is told by, where the order itself is not read. */
export const SoldRow = z
  .strictObject({
    rowNumber: z.int().min(1),
    type: RowType,
    vatRate: BasisPoints,
    quantity: Quantity,
    gross: Money,
  })
  .readonly();
export type SoldRow = z.infer<typeof SoldRow>;

/** A row as recorded: what it comes to, by the rounding rule that the event names. */
export const PricedRow = z
  .strictObject({
    ...asked,
    rowNumber: z.int().min(1),
    gross: Money,
    net: Money,
    vat: Money,
  })
  .readonly();
export type PricedRow = z.infer<typeof PricedRow>;
