import {
  Actor,
  CaseId,
  command,
  longText,
  MerchantId,
  Money,
  NonNegativeMoney,
  OrderId,
  PositiveMoney,
  RefundId,
  text,
  Timestamp,
  z,
} from '@libs/kernel';
import { CaseTerms } from '../agreement/case-terms.js';
import { ServicePackage } from '../agreement/terms.js';
import { Quantity, RowType } from '../orders/order-row.js';
import { ROWS_MAX } from '../orders/orders.commands.js';
import { RefundReason, RefundTiming } from './account.events.js';
import { CaseExtent, CaseKind, CaseParty } from './case.events.js';
import { RowQuantity } from './refund-rows.js';

const at = { at: Timestamp };
const ofCase = { caseId: CaseId, orderId: OrderId };
const by = { by: CaseParty };
const message = longText(2000);
/** The person of the merchant's who offers a sum: taken, it is their refund. */
const offeredBy = Actor.optional();

const chosenRows = z.array(RowQuantity).min(1).max(ROWS_MAX).readonly();

/** What the order says of a row: the facts that a choice of rows is judged by. */
export const OrderedRow = z
  .strictObject({ rowNumber: z.int().min(1), quantity: Quantity, gross: Money, type: RowType })
  .readonly();
export type OrderedRow = z.infer<typeof OrderedRow>;

/** The order as it stands when a case of it is opened. */
const order = {
  merchantId: MerchantId,
  servicePackage: ServicePackage,
  terms: CaseTerms,
  rows: z.array(OrderedRow).max(ROWS_MAX).readonly(),
  refundable: NonNegativeMoney,
  isShipped: z.boolean(),
  /** When the buyer got the goods, and when the inspection ended, as far as that is so. */
  receivedAt: Timestamp.optional(),
  inspectionEndedAt: Timestamp.optional(),
};

export const CaseCommand = z.discriminatedUnion('type', [
  command('OpenCase', {
    ...ofCase,
    ...by,
    kind: CaseKind,
    amount: PositiveMoney.optional(),
    chosen: chosenRows.optional(),
    reason: RefundReason,
    message: message.optional(),
    offeredBy,
    order: z.strictObject(order).readonly(),
    ...at,
  }),
  command('DeclareWithdrawal', {
    ...ofCase,
    name: text(100),
    email: z.email().max(320),
    contract: text(50),
    chosen: chosenRows.optional(),
    order: z.strictObject(order).readonly(),
    ...at,
  }),
  command('SendCaseMessage', { ...ofCase, ...by, messageId: z.uuid(), message, ...at }),
  command('CounterOffer', {
    ...ofCase,
    ...by,
    amount: PositiveMoney,
    message: message.optional(),
    offeredBy,
    ...at,
  }),
  command('ReceiveGoods', { ...ofCase, ...at }),
  command('AcceptCase', {
    ...ofCase,
    ...by,
    extent: CaseExtent,
    /** Of an acceptance in part: a sum, or rows. */
    amount: PositiveMoney.optional(),
    chosen: chosenRows.optional(),
    /** The rows of the order, where some are chosen: a cancellation itself names none. */
    ordered: order.rows.optional(),
    /** Said explicitly: what was sent is not back yet. */
    beforeGoods: z.boolean(),
    /** True when the merchant has told of a parcel by now. */
    isShipped: z.boolean(),
    message: message.optional(),
    ...at,
  }),
  command('DeclineCase', { ...ofCase, ...by, message, ...at }),
  command('WithdrawCase', { ...ofCase, ...at }),
  /** Nobody has answered: asked by the timer of the deadline. */
  command('PassDeadline', { ...ofCase, answerBy: Timestamp, ...at }),
  /** The account's answers (ADR 17). */
  command('NoteCaseHeld', { ...ofCase, ...at }),
  command('NoteHoldRefused', { ...ofCase, reason: text(100), ...at }),
  command('NoteRefundPromised', {
    ...ofCase,
    refundId: RefundId,
    amount: PositiveMoney,
    timing: RefundTiming,
    ...at,
  }),
  command('NoteRefundRefused', { ...ofCase, refundId: RefundId, reason: text(100), ...at }),
]);
export type CaseCommand = z.infer<typeof CaseCommand>;
