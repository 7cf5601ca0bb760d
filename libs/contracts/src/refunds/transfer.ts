import {
  command,
  event,
  Iban,
  INSTITUTION,
  NonNegativeMoney,
  OrderId,
  PositiveMoney,
  RefundId,
  text,
  Timestamp,
  TransferId,
  z,
} from '@libs/kernel';
import { personal } from '../fields/personal.js';

export const TransferMismatch = z.enum([
  'reference-missing',
  'reference-unknown',
  'not-awaited',
  'sum-differs',
  'iban-differs',
  'already-funded',
  'withdrawn',
  'refund-unknown',
  'refund-withdrawn',
  'refund-declined',
  'awaiting-approval',
]);
export type TransferMismatch = z.infer<typeof TransferMismatch>;

const transfer = { transferId: TransferId, merchantId: z.literal(INSTITUTION) };
/** As the bank wrote it: it need not be a valid reference number, and may be missing. */
const reference = z.string().max(35).optional();
const at = { at: Timestamp };

/** `transfer-<transferId>`: money that came to the institution's account, told once or often. */
export const TransferEvent = z.discriminatedUnion('type', [
  event('TransferReceived', {
    ...transfer,
    iban: Iban,
    reference,
    amount: PositiveMoney,
    payerName: personal('transfer', 'transferId', text(70)).optional(),
    bookedAt: Timestamp,
    receivedAt: Timestamp,
  }),
  event('TransferMatched', {
    ...transfer,
    orderId: OrderId,
    refundId: RefundId,
    amount: PositiveMoney,
    fee: NonNegativeMoney,
    matchedAt: Timestamp,
  }),
  event('TransferUnmatched', {
    ...transfer,
    reason: TransferMismatch,
    unmatchedAt: Timestamp,
  }),
]);
export type TransferEvent = z.infer<typeof TransferEvent>;

export const TransferCommand = z.discriminatedUnion('type', [
  command('RecordTransfer', {
    transferId: TransferId,
    iban: Iban,
    reference,
    amount: PositiveMoney,
    payerName: text(70).optional(),
    bookedAt: Timestamp,
    ...at,
  }),
  command('MatchTransfer', {
    transferId: TransferId,
    orderId: OrderId,
    refundId: RefundId,
    amount: PositiveMoney,
    fee: NonNegativeMoney,
    ...at,
  }),
  command('LeaveUnmatched', { transferId: TransferId, reason: TransferMismatch, ...at }),
]);
export type TransferCommand = z.infer<typeof TransferCommand>;
