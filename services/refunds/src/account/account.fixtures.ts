import {
  groupOf,
  PaymentMethod,
  type AccountCommand,
  type AccountEvent,
  type HoldKind,
  type RefundSource,
  type Terms,
  type VatPart,
} from '@libs/contracts';
import {
  CaseId,
  eur,
  fold,
  Iban,
  minus,
  NOTHING,
  OrderId,
  PaymentId,
  ReferenceNumber,
  RefundId,
  SellerId,
  SettlementId,
  TransferId,
  type Actor,
  type Money,
  type Named,
} from '@libs/kernel';
import { CARD, DIRECT, historyOf, MERCHANT } from '@libs/testing';
import { accountDecider } from './account.decider.js';
import type { Account } from './account.state.js';

export const ORDER = OrderId.parse('22222222-2222-4222-8222-222222222222');
export const A = RefundId.parse('00000000-0000-4000-8000-00000000000a');
export const B = RefundId.parse('00000000-0000-4000-8000-00000000000b');
export const C = RefundId.parse('00000000-0000-4000-8000-00000000000c');
export const S1 = SettlementId.parse('S-1');
export const S2 = SettlementId.parse('S-2');
export const T1 = TransferId.parse('bank-1');
export const T2 = TransferId.parse('bank-2');
export const FOREIGN = PaymentMethod.parse('EEMK');

export const AT = '2026-01-05T09:30:00Z';
const FUNDED_UNTIL = { endsAt: '2026-01-19T09:30:00.000Z' };

/** What the buyer of the worked example paid (domain: Orders). */
export const PAID = eur(573_10);
export const FEE = eur(1_25);

/** Where transfers go in the published sample (domain: Refund after settlement). */
export const FUNDING = {
  recipientName: 'Svea Payments Oy',
  iban: Iban.parse('FI7740123477777777'),
  reference: ReferenceNumber.parse('666660000010007'),
};

type Data<Type extends AccountCommand['type']> = Named<AccountCommand, Type>['data'];

export const open = (over: Partial<Data<'OpenAccount'>> = {}): AccountCommand => {
  const method = over.method ?? CARD;
  const captured = over.captured ?? PAID;
  const excess = over.excess ?? NOTHING;
  return {
    type: 'OpenAccount',
    data: {
      ...{ orderId: ORDER, merchantId: MERCHANT },
      sellerId: SellerId.parse('kahvikauppa'),
      paymentId: PaymentId.parse('1998524_1'),
      orderNumber: '1998524',
      reference: ReferenceNumber.parse('19985242'),
      receiptId: 'receipt-1',
      method,
      methodGroup: groupOf(method),
      terms: DIRECT,
      captured,
      vat: [vat(2550, minus(captured, excess))],
      excess,
      at: AT,
      ...over,
    },
  };
};

export const vat = (vatRate: number, gross: Money): VatPart => ({ vatRate, gross });

/** A price reduction before settlement, where nothing else is said. */
export const request = (
  refundId: RefundId,
  amount: Money | 'full',
  over: Partial<Data<'RequestRefund'>> = {},
): AccountCommand => ({
  type: 'RequestRefund',
  data: {
    orderId: ORDER,
    refundId,
    ...(amount === 'full' ? { kind: 'full' } : { kind: 'price-reduction', amount }),
    timing: 'before-settlement',
    reason: 'defective',
    at: AT,
    ...over,
  },
});

/** What makes it a refund after settlement. */
export const AFTER = { timing: 'after-settlement', funding: FUNDING } as const;

export const requestAfter = (refundId: RefundId, amount: Money | 'full'): AccountCommand =>
  request(refundId, amount, AFTER);

export const withdraw = (refundId: RefundId): AccountCommand => ({
  type: 'WithdrawRefund',
  data: { orderId: ORDER, refundId, at: AT },
});

export const user = (id: string): Actor => ({ kind: 'user', id });
export const LIISA = user('liisa');
export const PEKKA = user('pekka');

/** Refunds need a second person. */
export const TWO_PERSON: Terms = { ...DIRECT, refundApproval: 'two-person' };

export const approve = (refundId: RefundId, approvedBy: Actor = PEKKA): AccountCommand => ({
  type: 'ApproveRefund',
  data: { orderId: ORDER, refundId, approvedBy, at: AT },
});

export const decline = (
  refundId: RefundId,
  declinedBy: Actor = PEKKA,
  reason?: string,
): AccountCommand => ({
  type: 'DeclineRefund',
  data: { orderId: ORDER, refundId, declinedBy, ...(reason && { reason }), at: AT },
});

export const fund = (
  refundId: RefundId,
  transferred: Money,
  transferId: TransferId = T1,
  numbered: { readonly allocation?: number } = {},
): AccountCommand => ({
  type: 'FundRefund',
  data: { orderId: ORDER, refundId, transferId, transferred, ...numbered, at: AT },
});

export const confirmPayout = (refundId: RefundId): AccountCommand => ({
  type: 'ConfirmPayout',
  data: { orderId: ORDER, refundId, at: AT },
});

export const failPayout = (refundId: RefundId, reason = 'card closed'): AccountCommand => ({
  type: 'FailPayout',
  data: { orderId: ORDER, refundId, reason, at: AT },
});

export const releaseHold = (hold: Exclude<HoldKind, 'case'>): AccountCommand => ({
  type: 'ReleaseHold',
  data: { orderId: ORDER, hold, at: AT },
});

export const CASE = CaseId.parse('00000000-0000-4000-8000-0000000000ca');
export const OTHER_CASE = CaseId.parse('00000000-0000-4000-8000-0000000000cb');

export const placeCaseHold = (caseId: CaseId): AccountCommand => ({
  type: 'PlaceCaseHold',
  data: { orderId: ORDER, caseId, at: AT },
});

export const releaseCaseHold = (caseId: CaseId): AccountCommand => ({
  type: 'ReleaseCaseHold',
  data: { orderId: ORDER, caseId, at: AT },
});

/** The refund of an accepted case; after settlement a reference is at hand. */
export const refundCase = (
  caseId: CaseId,
  refundId: RefundId,
  amount: Money | 'full',
): AccountCommand => ({
  type: 'RefundCase',
  data: {
    ...{ orderId: ORDER, caseId, refundId, reason: 'other', at: AT },
    ...(amount === 'full' ? { kind: 'full' } : { kind: 'price-reduction', amount }),
    funding: FUNDING,
  },
});

export const claim = (
  settlementId: SettlementId,
  gross: Money,
  refunded: Money = NOTHING,
): AccountCommand => ({
  type: 'ClaimForSettlement',
  data: { orderId: ORDER, ...lineOf(settlementId, gross, refunded), at: AT },
});

export const releaseClaim = (settlementId: SettlementId): AccountCommand => ({
  type: 'ReleaseClaim',
  data: { orderId: ORDER, settlementId, at: AT },
});

export const settle = (settlementId: SettlementId): AccountCommand => ({
  type: 'SettleClaim',
  data: { orderId: ORDER, settlementId, at: AT },
});

/** A line without commission. */
export function lineOf(settlementId: SettlementId, gross: Money, refunded: Money = NOTHING) {
  return {
    settlementId,
    gross,
    refunded,
    commission: NOTHING,
    commissionVat: NOTHING,
    net: minus(gross, refunded),
  };
}

/** What commands lead to. */
export const after = historyOf(accountDecider);

/** The account that commands lead to. */
export function accountAfter(...commands: readonly AccountCommand[]): Account {
  const state = fold(accountDecider, after(...commands));
  if (state.status !== 'captured') throw new Error('the commands open an account');
  return state;
}

/** Settled in whole: the money has left for the merchant. */
export const SETTLED: readonly AccountCommand[] = [open(), claim(S1, PAID), settle(S1)];

const account = { orderId: ORDER, merchantId: MERCHANT };

export const holdPlaced = (hold: HoldKind): AccountEvent => ({
  type: 'HoldPlaced',
  data: { ...account, hold, ...(hold === 'funded-money' && FUNDED_UNTIL), placedAt: AT },
});

export const holdReleased = (hold: HoldKind): AccountEvent => ({
  type: 'HoldReleased',
  data: { ...account, hold, releasedAt: AT },
});

export const ready = (gross: Money, refunded: Money = NOTHING): AccountEvent => ({
  type: 'OrderReadyForSettlement',
  data: {
    ...account,
    sellerId: SellerId.parse('kahvikauppa'),
    paymentId: PaymentId.parse('1998524_1'),
    orderNumber: '1998524',
    reference: ReferenceNumber.parse('19985242'),
    settlementModel: 'gross',
    settlementBundling: 'transaction-specific',
    gross,
    refunded,
    readyAt: AT,
  },
});

/** A refund's sum at the one rate of the worked example. */
export const splitAtOneRate = (refundId: RefundId, amount: Money) => ({
  ...account,
  refundId,
  amount,
  vat: [vat(2550, amount)],
  excess: NOTHING,
});

export const payoutOrdered = (
  refundId: RefundId,
  amount: Money,
  source: RefundSource,
): AccountEvent => ({
  type: 'RefundPayoutOrdered',
  data: {
    ...splitAtOneRate(refundId, amount),
    sellerId: SellerId.parse('kahvikauppa'),
    paymentId: PaymentId.parse('1998524_1'),
    receiptId: 'receipt-1',
    method: CARD,
    source,
    orderedAt: AT,
  },
});

export const requested = (
  refundId: RefundId,
  amount: Money,
  over: Partial<Named<AccountEvent, 'RefundRequested'>['data']> = {},
): AccountEvent => ({
  type: 'RefundRequested',
  data: {
    ...splitAtOneRate(refundId, amount),
    kind: 'price-reduction',
    timing: 'before-settlement',
    reason: 'defective',
    requestedAt: AT,
    ...over,
  },
});
