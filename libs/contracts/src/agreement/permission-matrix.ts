import type { PaymentMethodGroup } from './payment-methods.js';
import type { ServicePackage } from './terms.js';

/** What somebody wants to do with an order, and what the answer depends on. */
export type AskedAction =
  | {
      readonly action: 'refund';
      readonly group: PaymentMethodGroup;
      readonly servicePackage: ServicePackage;
      readonly isSettled: boolean;
    }
  | {
      readonly action: 'card-risk';
      readonly group: PaymentMethodGroup;
      readonly servicePackage: ServicePackage;
    }
  | {
      readonly action: 'tell-parcels' | 'buyer-case' | 'feedback';
      readonly servicePackage: ServicePackage;
    };

/** What the matrix says: yes, or no with the rule's name and what to do instead. */
export type Permission =
  | {
      readonly allowed: true;
      /** The money may have to go to an account of the buyer's, if the agreement says so. */
      readonly mayNeedIban?: true;
    }
  | { readonly allowed: false; readonly rule: PermissionRule; readonly nextStep: NextStep };

/** The rows of the matrix that say no. */
export type PermissionRule =
  | 'method-takes-no-online-refund'
  | 'direct-service-refunds-cards-and-collector-only'
  | 'shipping-data-not-in-use'
  | 'shipping-data-not-needed'
  | 'no-contact-with-the-buyer'
  | 'not-paid-by-card';

/** A step that does work where the asked one does not; `none`: nothing has to be done. */
export type NextStep = 'contact-support' | 'refund-outside-extranet' | 'refund' | 'none';

/** Raised when a cell changes its answer; earlier matrices stay, so a refusal stays explained. */
export const MATRIX_VERSION = 1;
export type MatrixVersion = typeof MATRIX_VERSION;

/**
 * May it be done with an order (domain: Permissions)? The one look-up: options, commands and
 * pages all ask it, so that what is offered is what is taken.
 */
export function permitted(asked: AskedAction, version: MatrixVersion = MATRIX_VERSION): Permission {
  const { refund, cardRisk, others } = MATRICES[version];
  switch (asked.action) {
    case 'refund':
      return refund[asked.group][asked.servicePackage][asked.isSettled ? 'settled' : 'unsettled'];
    case 'card-risk':
      return cardRisk[asked.group][asked.servicePackage];
    case 'tell-parcels':
    case 'buyer-case':
    case 'feedback':
      return others[asked.action][asked.servicePackage];
  }
}

type OfPackages<Cell> = Readonly<Record<ServicePackage, Cell>>;
type Both = Readonly<Record<'unsettled' | 'settled', Permission>>;

/** The domain's two tables: refunds by method group, all else by action. */
interface Matrix {
  readonly refund: Readonly<Record<PaymentMethodGroup, OfPackages<Both>>>;
  readonly cardRisk: Readonly<Record<PaymentMethodGroup, OfPackages<Permission>>>;
  readonly others: Readonly<
    Record<'tell-parcels' | 'buyer-case' | 'feedback', OfPackages<Permission>>
  >;
}

const no = (rule: PermissionRule, nextStep: NextStep): Permission => ({
  allowed: false,
  rule,
  nextStep,
});
const everywhere = <Cell>(cell: Cell): OfPackages<Cell> => ({
  direct: cell,
  'refund-tools': cell,
  'satisfaction-guarantee': cell,
});
const both = (permission: Permission): Both => ({ unsettled: permission, settled: permission });

const YES: Permission = { allowed: true };
const YES_PERHAPS_BY_IBAN: Permission = { allowed: true, mayNeedIban: true };
const NEVER = no('method-takes-no-online-refund', 'contact-support');
const OUTSIDE = no('direct-service-refunds-cards-and-collector-only', 'refund-outside-extranet');
const NO_CONTACT = no('no-contact-with-the-buyer', 'refund');
const NO_CARD = no('not-paid-by-card', 'none');

/** Transferred by the merchant once it is settled, so it may need the payer's account. */
const BANK: Both = { unsettled: YES, settled: YES_PERHAPS_BY_IBAN };

const MATRICES: Readonly<Record<MatrixVersion, Matrix>> = {
  1: {
    refund: {
      card: everywhere(both(YES)),
      collector: everywhere(both(YES)),
      bank: { ...everywhere(BANK), direct: both(OUTSIDE) },
      'svea-invoice': { ...everywhere(both(YES)), direct: both(OUTSIDE) },
      closed: everywhere(both(NEVER)),
    },
    cardRisk: {
      card: everywhere(YES),
      collector: everywhere(NO_CARD),
      bank: everywhere(NO_CARD),
      'svea-invoice': everywhere(NO_CARD),
      closed: everywhere(NO_CARD),
    },
    others: {
      'tell-parcels': {
        direct: no('shipping-data-not-in-use', 'none'),
        'refund-tools': no('shipping-data-not-needed', 'none'),
        'satisfaction-guarantee': YES,
      },
      'buyer-case': { ...everywhere(NO_CONTACT), 'satisfaction-guarantee': YES },
      feedback: { ...everywhere(NO_CONTACT), 'satisfaction-guarantee': YES },
    },
  },
};
