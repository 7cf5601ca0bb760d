import { NonNegativeMoney, z } from '@libs/kernel';
import { DeliveryMethod } from '../shipping/delivery-method.js';
import { CaseTerms } from './case-terms.js';

/** Service levels (domain: Permissions): what the buyer service does, and who may refund what. */
export const ServicePackage = z.enum(['direct', 'refund-tools', 'satisfaction-guarantee']);
export type ServicePackage = z.infer<typeof ServicePackage>;

/** When a refund of a bank payment asks for the buyer's IBAN (domain: Refund after settlement). */
export const BuyerIbanAsked = z.enum(['never', 'after-settlement', 'always']);
export type BuyerIbanAsked = z.infer<typeof BuyerIbanAsked>;

/** Whether a refund needs a second person (domain: Two-person approval). */
export const RefundApproval = z.enum(['none', 'two-person']);
export type RefundApproval = z.infer<typeof RefundApproval>;

/** How fees and refunds meet the payout (domain: Settlement). */
export const SettlementModel = z.enum(['gross', 'net', 'balance']);
export type SettlementModel = z.infer<typeof SettlementModel>;

/** One payout a payment, or one sum for many (domain: Settlement). */
export const SettlementBundling = z.enum(['transaction-specific', 'bundled']);
export type SettlementBundling = z.infer<typeof SettlementBundling>;

/** How long an inspection lasts (domain: Delivery). */
export const InspectionDays = z.int().min(0).max(365);

/** Days that an unpaid order waits where the agreement says nothing (domain: Payments). */
export const PAYMENT_DAYS = 7;

/** Days that funded money waits for another refund where nothing was agreed (domain: The order's money). */
export const FUNDED_MONEY_DAYS = 14;

/** Days between reminders where nothing was agreed, and how many there are (domain: Mails). */
export const FUNDING_REMINDER_DAYS = 7;
export const FUNDING_REMINDERS_MAX = 3;

/**
 * What was agreed when an order came in. It travels with the order; later changes of the
 * agreement hold for later orders (domain: The order's money).
 */
export const Terms = z
  .strictObject({
    agreementVersion: z.int().min(1),
    servicePackage: ServicePackage,
    settlementModel: SettlementModel,
    settlementBundling: SettlementBundling,
    inspectionDays: InspectionDays,
    /** The ways of delivery that were agreed; absent: all there are. */
    deliveryMethods: z.array(DeliveryMethod).min(1).readonly().optional(),
    /** So many days an order waits for its payment; `PAYMENT_DAYS` where nothing was agreed. */
    paymentDays: z.int().min(1).max(90).optional(),
    /** More than asked is captured up to this; beyond it a payment does not fit. */
    invoicingFeeMax: NonNegativeMoney,
    /** Taken from the merchant's transfer that funds a refund after settlement. */
    fundingFee: NonNegativeMoney,
    /** So many days funded money whose payout failed waits; absent: `FUNDED_MONEY_DAYS`. */
    fundedMoneyDays: z.int().min(1).max(365).optional(),
    /** Days between reminders of a transfer that a refund waits for; 0: none; absent: the default. */
    fundingReminderDays: z.int().min(0).max(90).optional(),
    /** `never`, where nothing was agreed. */
    buyerIban: BuyerIbanAsked.optional(),
    /** Deadlines of cases, and what silence means; absent: `CASE_TERMS`. */
    cases: CaseTerms.optional(),
    /** False where the store writes to its buyers itself; absent: they are mailed. */
    areBuyersMailed: z.boolean().optional(),
    /** `none`, where nothing was agreed. */
    refundApproval: RefundApproval.optional(),
    /** True where the store may name the references of its own transfers; absent: it may not. */
    mayChooseReferences: z.boolean().optional(),
  })
  .readonly();
export type Terms = z.infer<typeof Terms>;
