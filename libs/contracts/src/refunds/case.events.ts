import {
  Actor,
  CaseId,
  event,
  longText,
  MerchantId,
  OrderId,
  PositiveMoney,
  RefundId,
  text,
  Timestamp,
  z,
} from '@libs/kernel';
import { BuyerSilence, CaseTerms, MerchantSilence } from '../agreement/case-terms.js';
import { personal } from '../fields/personal.js';
import { Quantity } from '../orders/order-row.js';
import { ROWS_MAX } from '../orders/orders.commands.js';
import { RefundKind, RefundReason, RefundTiming } from './account.events.js';

/** What a case asks for: codes 91, 92, 93 and 95 of the status query (domain: Cases). */
export const CaseKind = z.enum([
  'cancellation',
  'price-reduction',
  'partial-return',
  'reclamation',
]);
export type CaseKind = z.infer<typeof CaseKind>;

export const CaseParty = z.enum(['buyer', 'merchant']);
export type CaseParty = z.infer<typeof CaseParty>;

/** A row of the order that a case is about: how much of it, and what that came to. */
export const CaseRow = z
  .strictObject({ rowNumber: z.int().min(1), quantity: Quantity, amount: PositiveMoney })
  .readonly();
export type CaseRow = z.infer<typeof CaseRow>;

/** What is proposed: all of the order where it says nothing, else a sum, or rows that sum to it. */
export const CaseProposal = z
  .strictObject({
    amount: PositiveMoney.optional(),
    rows: z.array(CaseRow).min(1).max(ROWS_MAX).readonly().optional(),
  })
  .readonly();
export type CaseProposal = z.infer<typeof CaseProposal>;

/** How much of what was asked is given; a reclamation may be set right without money. */
export const CaseExtent = z.enum(['full', 'part', 'without-refund']);
export type CaseExtent = z.infer<typeof CaseExtent>;

/** How a case ended; `refused`: the account would not hold the money for it. */
export const CaseOutcome = z.enum(['accepted', 'declined', 'withdrawn', 'lapsed', 'refused']);
export type CaseOutcome = z.infer<typeof CaseOutcome>;

/** The refund that an accepted case asks the account for. */
export const CaseRefund = z
  .strictObject({
    refundId: RefundId,
    kind: RefundKind,
    /** Absent: all that is left, or what the account says that the rows come to. */
    amount: PositiveMoney.optional(),
    rows: z.array(CaseRow).min(1).max(ROWS_MAX).readonly().optional(),
    reason: RefundReason,
  })
  .readonly();
export type CaseRefund = z.infer<typeof CaseRefund>;

const ofCase = { caseId: CaseId, orderId: OrderId, merchantId: MerchantId };
const message = personal('order', 'orderId', longText(2000));
/** The person of the merchant's who offered a sum: taken, it is their refund. */
const offeredBy = Actor.optional();
/** Who is to answer, and by when; the end of that day in Helsinki, exclusive. */
const turn = { awaits: CaseParty, answerBy: Timestamp };

/** `case-<caseId>`: what a buyer asks for, or is offered, from its opening to its end. */
export const CaseEvent = z.discriminatedUnion('type', [
  event('CaseOpened', {
    ...ofCase,
    kind: CaseKind,
    openedBy: CaseParty,
    proposal: CaseProposal,
    reason: RefundReason,
    message: message.optional(),
    /** True when the merchant had told of a parcel by then. */
    isShipped: z.boolean(),
    terms: CaseTerms,
    offeredBy,
    ...turn,
    openedAt: Timestamp,
  }),
  event('WithdrawalDeclared', {
    ...ofCase,
    /** As the buyer identified themselves and the contract (domain: Withdrawal). */
    name: personal('order', 'orderId', text(100)),
    email: personal('order', 'orderId', z.email().max(320)),
    contract: text(50),
    rows: z.array(CaseRow).min(1).max(ROWS_MAX).readonly().optional(),
    /** The end of the period in which it could be declared; absent while the goods are on their way. */
    periodEndsAt: Timestamp.optional(),
    declaredAt: Timestamp,
  }),
  event('CaseHeld', { ...ofCase, heldAt: Timestamp }),
  event('CaseMessageSent', {
    ...ofCase,
    messageId: z.uuid(),
    by: CaseParty,
    message,
    sentAt: Timestamp,
  }),
  event('CaseCounterOffered', {
    ...ofCase,
    by: CaseParty,
    amount: PositiveMoney,
    message: message.optional(),
    offeredBy,
    ...turn,
    offeredAt: Timestamp,
  }),
  event('CaseGoodsReceived', { ...ofCase, receivedAt: Timestamp }),
  event('CaseAccepted', {
    ...ofCase,
    /** `silence`: the one who had to answer did not, and the terms say yes. */
    by: z.enum(['buyer', 'merchant', 'silence']),
    extent: CaseExtent,
    refund: CaseRefund.optional(),
    /** True for goods that were sent and are not back: it was said explicitly. */
    isBeforeGoods: z.boolean(),
    message: message.optional(),
    /** Present where the buyer takes what the merchant offered. */
    offeredBy,
    acceptedAt: Timestamp,
  }),
  event('CaseRefundPromised', {
    ...ofCase,
    refundId: RefundId,
    amount: PositiveMoney,
    timing: RefundTiming,
    promisedAt: Timestamp,
  }),
  event('CaseAcceptanceFailed', {
    ...ofCase,
    refundId: RefundId,
    /** The account's refusal of the refund. */
    reason: text(100),
    ...turn,
    failedAt: Timestamp,
  }),
  event('CaseDeclined', { ...ofCase, by: CaseParty, message, declinedAt: Timestamp }),
  event('CaseDeadlinePassed', {
    ...ofCase,
    awaited: CaseParty,
    /** What the terms make of it. */
    silence: z.union([MerchantSilence, BuyerSilence]),
    passedAt: Timestamp,
  }),
  event('CaseClosed', {
    ...ofCase,
    outcome: CaseOutcome,
    /** Why the account would not hold the money. */
    reason: text(100).optional(),
    closedAt: Timestamp,
  }),
]);
export type CaseEvent = z.infer<typeof CaseEvent>;
