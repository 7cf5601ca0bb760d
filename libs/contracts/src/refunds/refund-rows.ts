import { BasisPoints, Money, NonNegativeMoney, text, z } from '@libs/kernel';
import { Quantity, RowType } from '../orders/order-row.js';

/** At most this many extra rows a refund. */
export const EXTRA_ROWS_MAX = 100;

/** How many of a row of the order come back. */
export const RowQuantity = z
  .strictObject({ rowNumber: z.int().min(1), quantity: Quantity })
  .readonly();
export type RowQuantity = z.infer<typeof RowQuantity>;

/** The same with what it comes to: a share of what was left of the row. */
export const ReturnedRow = RowQuantity.unwrap()
  .extend({ vatRate: BasisPoints, gross: NonNegativeMoney })
  .readonly();
export type ReturnedRow = z.infer<typeof ReturnedRow>;

/**
 * A row that the order has not (domain: Refunds by rows): a negative price is money back, such
 * as shipping; a positive one takes something off the refund, such as a lost discount.
 */
export const ExtraRow = z
  .strictObject({
    name: text(40),
    quantity: Quantity,
    /** Of one unit, VAT included, signed. */
    unitPrice: Money,
    vatRate: BasisPoints,
  })
  .readonly();
export type ExtraRow = z.infer<typeof ExtraRow>;

/** The same with what it comes to, with the sign of its price. */
export const PricedExtraRow = ExtraRow.unwrap().extend({ gross: Money }).readonly();
export type PricedExtraRow = z.infer<typeof PricedExtraRow>;

/** A row of the order, and what of it no refund has taken yet. */
export const RefundableRow = z
  .strictObject({
    rowNumber: z.int().min(1),
    type: RowType,
    vatRate: BasisPoints,
    quantity: Quantity,
    gross: Money,
    /** A plain decimal; `0` when all came back. */
    quantityLeft: z.string(),
    grossLeft: Money,
  })
  .readonly();
export type RefundableRow = z.infer<typeof RefundableRow>;
