import {
  Actor,
  CaseId,
  command,
  FinnishIban,
  longText,
  MerchantId,
  NonNegativeMoney,
  OrderId,
  PaymentId,
  PositiveMoney,
  ReferenceNumber,
  RefundId,
  SellerId,
  SettlementId,
  text,
  Timestamp,
  TransferId,
  z,
} from '@libs/kernel';
import { PaymentMethod, PaymentMethodGroup } from '../agreement/payment-methods.js';
import { Terms } from '../agreement/terms.js';
import { VatPart } from '../fields/vat.js';
import { SoldRow } from '../orders/order-row.js';
import { ROWS_MAX } from '../orders/orders.commands.js';
import {
  FundingInstructions,
  HoldKind,
  RefundKind,
  RefundReason,
  RefundTiming,
} from './account.events.js';
import { CancelId } from './cancel-id.js';
import { EXTRA_ROWS_MAX, ExtraRow, RowQuantity } from './refund-rows.js';
import { Allocation } from './transfer.js';

const at = { at: Timestamp };
const order = { orderId: OrderId };
const refund = { ...order, refundId: RefundId };

export const AccountCommand = z.discriminatedUnion('type', [
  command('OpenAccount', {
    ...order,
    merchantId: MerchantId,
    sellerId: SellerId,
    paymentId: PaymentId,
    orderNumber: text(50),
    reference: ReferenceNumber,
    receiptId: text(64),
    method: PaymentMethod,
    methodGroup: PaymentMethodGroup,
    terms: Terms,
    captured: PositiveMoney,
    vat: z.array(VatPart).readonly(),
    excess: NonNegativeMoney,
    rows: z.array(SoldRow).readonly().optional(),
    ...at,
  }),
  command('ReleaseHold', { ...order, hold: HoldKind.exclude(['case']), ...at }),
  command('RequestRefund', {
    ...refund,
    kind: RefundKind,
    timing: RefundTiming,
    /** The total. A full refund takes all that is left, and rows make their own. */
    amount: PositiveMoney.optional(),
    /** Of a partial return. */
    rows: z.array(RowQuantity).min(1).max(ROWS_MAX).readonly().optional(),
    /** Of a partial return or a price reduction. */
    extraRows: z.array(ExtraRow).min(1).max(EXTRA_ROWS_MAX).readonly().optional(),
    reason: RefundReason,
    description: longText(500).optional(),
    internalNote: longText(500).optional(),
    /** The web store's own name for this refund, once an order. */
    cancelId: CancelId.optional(),
    /** Where a bank payment goes back to, if the agreement asks for it. */
    buyerIban: FinnishIban.optional(),
    /** Of a webstore message that names no wish of its own: a keyed hash of what it says. */
    messageDigest: text(64).optional(),
    /** Who asks; where two people are needed, somebody else approves. */
    requestedBy: Actor.optional(),
    /** Under which reference the merchant wants to transfer, where the agreement lets it choose. */
    chosenReference: ReferenceNumber.optional(),
    /** Where a transfer would have to go; its amount is for the account to say. */
    funding: FundingInstructions.unwrap().omit({ amount: true }).readonly().optional(),
    ...at,
  }),
  command('WithdrawRefund', { ...refund, ...at }),
  command('ApproveRefund', { ...refund, approvedBy: Actor, ...at }),
  command('DeclineRefund', {
    ...refund,
    declinedBy: Actor,
    reason: longText(500).optional(),
    ...at,
  }),
  command('FundRefund', {
    ...refund,
    transferId: TransferId,
    /** The whole transferred sum, before any fee. */
    transferred: PositiveMoney,
    /** Which one of the transfer's this is; a later one is a question of its own. */
    allocation: Allocation.optional(),
    ...at,
  }),
  command('ConfirmPayout', { ...refund, ...at }),
  command('FailPayout', { ...refund, reason: text(200), ...at }),
  command('ClaimForSettlement', {
    ...order,
    settlementId: SettlementId,
    gross: NonNegativeMoney,
    refunded: NonNegativeMoney,
    commission: NonNegativeMoney,
    commissionVat: NonNegativeMoney,
    net: NonNegativeMoney,
    ...at,
  }),
  command('ReleaseClaim', { ...order, settlementId: SettlementId, ...at }),
  command('SettleClaim', { ...order, settlementId: SettlementId, ...at }),
  command('ClaimForDeduction', {
    ...order,
    settlementId: SettlementId,
    amount: PositiveMoney,
    ...at,
  }),
  command('ReleaseDeduction', { ...order, settlementId: SettlementId, ...at }),
  command('RecoverAdvance', { ...order, settlementId: SettlementId, ...at }),
  /** A case asks for its hold, gives it back, and asks for its refund (ADR 17). */
  command('PlaceCaseHold', { ...order, caseId: CaseId, ...at }),
  command('ReleaseCaseHold', { ...order, caseId: CaseId, ...at }),
  command('RefundCase', {
    ...refund,
    caseId: CaseId,
    kind: RefundKind,
    /** Absent: all that is left, or what the rows come to. */
    amount: PositiveMoney.optional(),
    rows: z.array(RowQuantity).min(1).max(ROWS_MAX).readonly().optional(),
    reason: RefundReason,
    /** Who accepted the case; where two people are needed, somebody else approves its refund. */
    requestedBy: Actor.optional(),
    funding: FundingInstructions.unwrap().omit({ amount: true }).readonly().optional(),
    ...at,
  }),
  /** The time of a hold is over (ADR 20); before its end, or after another one, it is not. */
  command('EndHold', { ...order, hold: HoldKind.extract(['funded-money']), ...at }),
]);
export type AccountCommand = z.infer<typeof AccountCommand>;
