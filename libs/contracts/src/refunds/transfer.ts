import {
  Actor,
  command,
  event,
  Iban,
  INSTITUTION,
  longText,
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
/** Counts what a transfer was to fund, from 1: an answer to one ends no later one (ADR 36). */
export const Allocation = z.int().min(1);

/** Why money goes back, in an operator's words. */
export const SendBackReason = longText(500);

const refund = { orderId: OrderId, refundId: RefundId };
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
  /** Nothing else may have it until the refund's account has answered. */
  event('TransferAssigned', {
    ...transfer,
    ...refund,
    allocation: Allocation,
    /** All of it, before any fee. */
    amount: PositiveMoney,
    /** The operator; absent where reference, account and sum said it. */
    assignedBy: Actor.optional(),
    assignedAt: Timestamp,
  }),
  event('TransferMatched', {
    ...transfer,
    ...refund,
    amount: PositiveMoney,
    fee: NonNegativeMoney,
    /** Which one the account answered. */
    allocation: Allocation.optional(),
    matchedAt: Timestamp,
  }),
  event('TransferUnmatched', {
    ...transfer,
    reason: TransferMismatch,
    /** Present where an account refused what the transfer was to fund. */
    allocation: Allocation.optional(),
    unmatchedAt: Timestamp,
  }),
  event('TransferSendBackDecided', {
    ...transfer,
    reason: personal('transfer', 'transferId', SendBackReason),
    decidedBy: Actor,
    decidedAt: Timestamp,
  }),
  event('TransferSentBack', { ...transfer, sentBackBy: Actor, sentBackAt: Timestamp }),
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
  /** It fits what is awaited under its reference. */
  command('AssignTransfer', { transferId: TransferId, ...refund, ...at }),
  /** An operator says what it is for. */
  command('AllocateTransfer', {
    transferId: TransferId,
    ...refund,
    /** What the refund waits for, as it is shown; absent when it waits for no transfer. */
    needed: PositiveMoney.optional(),
    allocatedBy: Actor,
    ...at,
  }),
  command('MatchTransfer', {
    transferId: TransferId,
    ...refund,
    amount: PositiveMoney,
    fee: NonNegativeMoney,
    allocation: Allocation.optional(),
    ...at,
  }),
  command('LeaveUnmatched', {
    transferId: TransferId,
    reason: TransferMismatch,
    allocation: Allocation.optional(),
    ...at,
  }),
  command('SendTransferBack', {
    transferId: TransferId,
    reason: SendBackReason,
    decidedBy: Actor,
    ...at,
  }),
  command('NoteTransferSentBack', { transferId: TransferId, sentBackBy: Actor, ...at }),
]);
export type TransferCommand = z.infer<typeof TransferCommand>;
