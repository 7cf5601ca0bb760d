import type { FundingCommand, FundingEvent } from '@libs/contracts';
import {
  eur,
  Iban,
  MerchantId,
  OrderId,
  ReferenceNumber,
  RefundId,
  TransferId,
  type Iban as IbanNumber,
  type Money,
  type Named,
} from '@libs/kernel';
import { historyOf, MERCHANT } from '@libs/testing';
import { fundingDecider } from './funding.decider.js';

export const OTHER = MerchantId.parse('99999999-9999-4999-8999-999999999999');
export const ORDER = OrderId.parse('22222222-2222-4222-8222-222222222222');
export const A = RefundId.parse('00000000-0000-4000-8000-00000000000a');
export const B = RefundId.parse('00000000-0000-4000-8000-00000000000b');
export const T1 = TransferId.parse('bank-1');
export const T2 = TransferId.parse('bank-2');
export const T3 = TransferId.parse('bank-3');
export const REFERENCE = ReferenceNumber.parse('666660000010007');
export const IBAN = Iban.parse('FI7740123477777777');
export const OTHER_IBAN = Iban.parse('FI2112345600000785');
export const SUM = eur(20_00);
export const AT = '2026-01-05T09:30:00Z';
export const DAY_AFTER = '2026-01-06T09:30:00Z';
/** So long what is offered at `AT` is kept. */
export const KEPT_UNTIL = '2026-01-12T09:30:00.000Z';

type Reservation = Named<FundingCommand, 'ReserveFunding'>['data'];

export const reserve = (refundId: RefundId, over: Partial<Reservation> = {}): FundingCommand => ({
  type: 'ReserveFunding',
  data: { reference: REFERENCE, merchantId: MERCHANT, orderId: ORDER, refundId, at: AT, ...over },
});

export const awaitFunding = (refundId: RefundId, amount: Money = SUM): FundingCommand => ({
  type: 'AwaitFunding',
  data: { reference: REFERENCE, refundId, iban: IBAN, amount, at: AT },
});

export const close = (refundId: RefundId): FundingCommand => ({
  type: 'CloseFunding',
  data: { reference: REFERENCE, refundId, at: AT },
});

export const offer = (
  transferId: TransferId,
  amount: Money = SUM,
  iban: IbanNumber = IBAN,
): FundingCommand => ({
  type: 'OfferTransfer',
  data: { reference: REFERENCE, transferId, iban, amount, at: AT },
});

export const declineOffers = (at: string): FundingCommand => ({
  type: 'DeclineOffers',
  data: { reference: REFERENCE, at },
});

/** What commands lead to. */
export const after = historyOf(fundingDecider);

const named = (refundId: RefundId) => ({
  reference: REFERENCE,
  merchantId: MERCHANT,
  orderId: ORDER,
  refundId,
});

export const reserved = (refundId: RefundId): FundingEvent => ({
  type: 'FundingReserved',
  data: { ...named(refundId), reservedAt: AT },
});

export const awaited = (refundId: RefundId): FundingEvent => ({
  type: 'FundingAwaited',
  data: { ...named(refundId), iban: IBAN, amount: SUM, awaitedAt: AT },
});

export const closed = (refundId: RefundId): FundingEvent => ({
  type: 'FundingClosed',
  data: { ...named(refundId), closedAt: AT },
});

export const offered = (refundId: RefundId, transferId: TransferId): FundingEvent => ({
  type: 'TransferOffered',
  data: { ...named(refundId), transferId, iban: IBAN, amount: SUM, offeredAt: AT },
});

export const allocated = (refundId: RefundId, transferId: TransferId): FundingEvent => ({
  type: 'TransferAllocated',
  data: { ...named(refundId), transferId, amount: SUM, allocatedAt: AT },
});

export const declined = (
  refundId: RefundId,
  transferId: TransferId,
  reason: Named<FundingEvent, 'TransferDeclined'>['data']['reason'],
): FundingEvent => ({
  type: 'TransferDeclined',
  data: { ...named(refundId), transferId, reason, declinedAt: AT },
});
