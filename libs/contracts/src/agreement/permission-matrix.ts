import type { PaymentMethodGroup } from './payment-methods.js';
import type { ServicePackage } from './terms.js';

/** What the matrix says of one action: yes, or no with the rule's name and what to do instead. */
export type Permission =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly rule: RefundRule; readonly nextStep: NextStep };

/** The rows of the matrix that say no. */
export type RefundRule =
  'method-takes-no-online-refund' | 'direct-service-refunds-cards-and-collector-only';

/** A step that does work where the asked one does not. */
export type NextStep = 'contact-support' | 'refund-outside-extranet';

const ALLOWED: Permission = { allowed: true };

/**
 * May the merchant refund in the extranet (domain: Permissions)? Settled or not makes no
 * difference to the permission, only to the timing.
 */
export function mayRefund(group: PaymentMethodGroup, servicePackage: ServicePackage): Permission {
  if (group === 'closed')
    return { allowed: false, rule: 'method-takes-no-online-refund', nextStep: 'contact-support' };
  if (servicePackage !== 'direct') return ALLOWED;
  if (group === 'card' || group === 'collector') return ALLOWED;
  return {
    allowed: false,
    rule: 'direct-service-refunds-cards-and-collector-only',
    nextStep: 'refund-outside-extranet',
  };
}
