import type { PaymentMethod, Terms } from '@libs/contracts';
import { NOTHING, type Money } from '@libs/kernel';

/** Invoices, old and new: what the provider's modules call methods with a handling fee. */
const WITH_FEE: readonly string[] = ['FI70', 'FIIN', 'FI72', 'FIBI'];

/** What a buyer pays on top by a method: as much as the agreement lets be added (domain: Methods and reports). */
export const extraCostOf = (
  method: PaymentMethod,
  { invoicingFeeMax }: Pick<Terms, 'invoicingFeeMax'>,
): Money => (WITH_FEE.includes(method) ? invoicingFeeMax : NOTHING);
