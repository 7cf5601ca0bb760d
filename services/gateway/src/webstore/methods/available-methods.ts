import { groupOf, type MerchantInformation, type PaymentMethod } from '@libs/contracts';
import { eur, type Money } from '@libs/kernel';

/** Credit is given from the first sum on and up to the second (domain: Methods and reports). */
const CREDIT_LIMITS = [eur(70_00), eur(2_000_00)] as const;

/** The methods that a merchant's buyers may pay a sum with, in the order of the agreement. */
export function availableMethods(
  agreement: NonNullable<MerchantInformation['agreement']>,
  total: Money | undefined,
): readonly PaymentMethod[] {
  return agreement.methods.filter((method) => isAvailable(method, total));
}

function isAvailable(method: PaymentMethod, total: Money | undefined): boolean {
  const group = groupOf(method);
  if (total === undefined || (group !== 'svea-invoice' && group !== 'collector')) return true;
  const [least, most] = CREDIT_LIMITS;
  return total.minorUnits >= least.minorUnits && total.minorUnits <= most.minorUnits;
}
