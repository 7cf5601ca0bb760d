import type { PaymentMethodGroup } from './payment-methods.js';
import type { ServicePackage } from './terms.js';

/** Raised when a cell changes its answer: a refusal that names a rule stays explained. */
export const MATRIX_VERSION = 1;

/** What somebody wants to do with an order, and what the answer depends on. */
export type AskedAction =
  | {
      readonly action: 'refund';
      readonly group: PaymentMethodGroup;
      readonly servicePackage: ServicePackage;
      readonly isSettled: boolean;
    }
  | {
      readonly action: 'tell-parcels' | 'buyer-case' | 'feedback' | 'card-risk';
      readonly servicePackage: ServicePackage;
    };

/** What the matrix says: yes, or no with the rule's name and what to do instead. */
export type Permission =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly rule: PermissionRule; readonly nextStep: NextStep };

/** The rows of the matrix that say no. */
export type PermissionRule =
  | 'method-takes-no-online-refund'
  | 'direct-service-refunds-cards-and-collector-only'
  | 'shipping-data-not-in-use'
  | 'shipping-data-not-needed'
  | 'no-contact-with-the-buyer';

/** A step that does work where the asked one does not; `none`: nothing has to be done. */
export type NextStep = 'contact-support' | 'refund-outside-extranet' | 'refund' | 'none';

const YES: Permission = { allowed: true };
const no = (rule: PermissionRule, nextStep: NextStep): Permission => ({
  allowed: false,
  rule,
  nextStep,
});

const NEVER = no('method-takes-no-online-refund', 'contact-support');
const OUTSIDE = no('direct-service-refunds-cards-and-collector-only', 'refund-outside-extranet');
const NO_CONTACT = no('no-contact-with-the-buyer', 'refund');

type OfPackages = Readonly<Record<ServicePackage, Permission>>;
const everywhere = (permission: Permission): OfPackages => ({
  direct: permission,
  'refund-tools': permission,
  'satisfaction-guarantee': permission,
});
const OUTSIDE_THE_DIRECT_SERVICE: OfPackages = { ...everywhere(YES), direct: OUTSIDE };

/** Refunds, the same before and after settlement: only their timing differs. */
const REFUND: Readonly<Record<PaymentMethodGroup, OfPackages>> = {
  card: everywhere(YES),
  collector: everywhere(YES),
  bank: OUTSIDE_THE_DIRECT_SERVICE,
  'svea-invoice': OUTSIDE_THE_DIRECT_SERVICE,
  closed: everywhere(NEVER),
};

/** All else, which no payment method changes. */
const OTHER: Readonly<Record<Exclude<AskedAction['action'], 'refund'>, OfPackages>> = {
  'tell-parcels': {
    direct: no('shipping-data-not-in-use', 'none'),
    'refund-tools': no('shipping-data-not-needed', 'none'),
    'satisfaction-guarantee': YES,
  },
  'buyer-case': { ...everywhere(NO_CONTACT), 'satisfaction-guarantee': YES },
  feedback: { ...everywhere(NO_CONTACT), 'satisfaction-guarantee': YES },
  'card-risk': everywhere(YES),
};

/**
 * May it be done with an order (domain: Permissions)? The one look-up: options, commands and
 * pages all ask it, so that what is offered is what is taken.
 */
export const permitted = (asked: AskedAction): Permission =>
  asked.action === 'refund'
    ? REFUND[asked.group][asked.servicePackage]
    : OTHER[asked.action][asked.servicePackage];
