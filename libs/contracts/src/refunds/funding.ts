import {
  command,
  event,
  Iban,
  MerchantId,
  OrderId,
  PositiveMoney,
  ReferenceNumber,
  RefundId,
  Timestamp,
  TransferId,
  z,
} from '@libs/kernel';

/** So long a transfer that is here before the news of its request is kept for it (ADR 38). */
export const OFFER_KEPT_HOURS = 7 * 24;

const at = { at: Timestamp };
/** `reference` is without leading zeros: it names the stream. */
const funding = {
  reference: ReferenceNumber,
  merchantId: MerchantId,
  orderId: OrderId,
  refundId: RefundId,
};

/** `funding-<reference>`: a reference number is taken by beginning its stream. */
export const FundingEvent = z.discriminatedUnion('type', [
  event('FundingReserved', { ...funding, reservedAt: Timestamp }),
  event('FundingAwaited', { ...funding, iban: Iban, amount: PositiveMoney, awaitedAt: Timestamp }),
  event('FundingClosed', { ...funding, closedAt: Timestamp }),
  /** A transfer that came before this stream knew of its request: decided when it does. */
  event('TransferOffered', {
    ...funding,
    transferId: TransferId,
    iban: Iban,
    amount: PositiveMoney,
    offeredAt: Timestamp,
  }),
  event('TransferAllocated', {
    ...funding,
    transferId: TransferId,
    amount: PositiveMoney,
    allocatedAt: Timestamp,
  }),
  event('TransferDeclined', {
    ...funding,
    transferId: TransferId,
    reason: z.enum(['not-awaited', 'sum-differs', 'iban-differs', 'already-funded', 'withdrawn']),
    declinedAt: Timestamp,
  }),
]);
export type FundingEvent = z.infer<typeof FundingEvent>;

export const FundingCommand = z.discriminatedUnion('type', [
  command('ReserveFunding', {
    ...funding,
    /**
     * A reservation of the same merchant that was made before this moment, and that no request
     * followed, may be taken over. Absent: none may. A request follows within moments, but its
     * news may be late, so the moment lies well in the past.
     */
    abandonedBefore: Timestamp.optional(),
    ...at,
  }),
  command('AwaitFunding', {
    reference: ReferenceNumber,
    refundId: RefundId,
    iban: Iban,
    amount: PositiveMoney,
    ...at,
  }),
  command('CloseFunding', { reference: ReferenceNumber, refundId: RefundId, ...at }),
  /** Kept offers that are older than they are kept are answered: no request followed. */
  command('DeclineOffers', { reference: ReferenceNumber, ...at }),
  command('OfferTransfer', {
    reference: ReferenceNumber,
    transferId: TransferId,
    iban: Iban,
    amount: PositiveMoney,
    ...at,
  }),
]);
export type FundingCommand = z.infer<typeof FundingCommand>;
