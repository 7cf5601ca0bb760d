import {
  lessRows,
  orderRefundsView,
  plusRows,
  wholeRows,
  type AccountEvent,
  type OrderRefunds,
  type Refund,
  type VatPart,
} from '@libs/contracts';
import {
  existing,
  minus,
  NOTHING,
  plus,
  type Named,
  type Projection,
  type Recorded,
} from '@libs/kernel';
import { withFundedFree } from './funded-free.js';

/**
 * What the merchant sees of an order's money and its refunds; the answer to what can be refunded
 * is made of it. Its figures are the account's own, event by event.
 */
export const refundsOfOrder: Projection<OrderRefunds, AccountEvent> = {
  name: orderRefundsView.name,
  version: orderRefundsView.version,
  documentId: ({ data }) => data.orderId,
  on: {
    AccountOpened: (_none, { data, revision }) => opened(data, revision),
    PaymentCaptured: changing((order, { captured, vat, excess }) => ({
      ...order,
      captured,
      held: captured,
      refundable: captured,
      refundableVat: vat,
      refundableExcess: excess,
    })),
    HoldPlaced: changing((order, { hold, caseId }) => ({
      ...order,
      holds: [...order.holds.filter((each) => each !== hold), hold],
      heldFor: caseId === undefined ? order.heldFor : [...order.heldFor, caseId],
    })),
    HoldReleased: changing(held),
    CaseHoldRefused: changing((order) => order),
    OrderReadyForSettlement: changing((order) => order),
    RefundRequested: changing((order, data, { metadata }) => ({
      ...promised(order, data),
      refunds: [...order.refunds, requested(data, metadata)],
    })),
    CaseRefundRefused: changing((order) => order),
    RefundApproved: changing((order, { refundId, approvedBy, approvedAt, funding }) => ({
      ...order,
      refunds: changed(order, refundId, {
        // Where its money is here, its payout is ordered in the same append.
        status: funding === undefined ? 'payout-ordered' : 'waiting-for-transfer',
        decision: { by: approvedBy, at: approvedAt },
        changedAt: approvedAt,
      }),
    })),
    RefundDeclined: changing((order, data) => ({
      ...promisedNoMore(order, data),
      refunds: givenUp(order, data.refundId, {
        status: 'declined',
        decision: {
          ...{ by: data.declinedBy, at: data.declinedAt },
          ...(data.reason === undefined ? {} : { reason: data.reason }),
        },
        changedAt: data.declinedAt,
      }),
    })),
    RefundFunded: changing((order, { refundId, amount, fundedAt }) => ({
      ...order,
      funded: plus(order.funded, amount),
      held: plus(order.held, amount),
      refunds: changed(order, refundId, {
        // Its payout is ordered in the same append.
        status: 'payout-ordered',
        source: 'funded',
        changedAt: fundedAt,
      }),
    })),
    RefundFundingRefused: changing((order) => order),
    RefundPayoutOrdered: changing((order, { refundId, source, orderedAt }) => ({
      ...order,
      refunds: changed(order, refundId, { status: 'payout-ordered', source, changedAt: orderedAt }),
    })),
    RefundPaidOut: changing((order, { refundId, amount, source, paidOutAt }) => ({
      ...order,
      promised: minus(order.promised, amount),
      refunded: plus(order.refunded, amount),
      // What is advanced was never here.
      ...(source === 'advanced'
        ? { advanced: plus(order.advanced, amount) }
        : { held: minus(order.held, amount) }),
      refunds: changed(order, refundId, { status: 'paid-out', changedAt: paidOutAt }),
    })),
    RefundPayoutFailed: changing((order, data) => ({
      ...promisedNoMore(order, data),
      refunds: changed(order, data.refundId, {
        status: 'payout-failed',
        failure: data.reason,
        changedAt: data.failedAt,
      }),
    })),
    RefundWithdrawn: changing((order, data) => ({
      ...promisedNoMore(order, data),
      refunds: givenUp(order, data.refundId, {
        status: 'withdrawn',
        changedAt: data.withdrawnAt,
      }),
    })),
    ClaimedForSettlement: changing((order, { gross, refunded, settlementId }) => ({
      ...order,
      claimed: minus(gross, refunded),
      claimedBy: settlementId,
    })),
    SettlementClaimRefused: changing((order) => order),
    SettlementClaimReleased: changing(unclaimed),
    OrderSettled: changing((order, { gross, refunded, settledAt }) => ({
      ...unclaimed(order),
      settled: plus(order.settled, minus(gross, refunded)),
      held: minus(order.held, minus(gross, refunded)),
      settledAt,
    })),
    RefundAdvanced: changing((order) => order),
    AdvanceReadyForDeduction: changing((order) => order),
    ClaimedForDeduction: changing((order) => order),
    DeductionClaimRefused: changing((order) => order),
    DeductionClaimReleased: changing((order) => order),
    AdvanceRecovered: changing((order, { amount }) => ({
      ...order,
      recovered: plus(order.recovered, amount),
    })),
  },
};

type Data<Type extends AccountEvent['type']> = Named<AccountEvent, Type>['data'];
type Split = Pick<Data<'RefundRequested'>, 'amount' | 'vat' | 'excess'>;
type Taken = Split & Pick<Data<'RefundRequested'>, 'rows'>;

/** Every event moves the revision, and may move what is free of funded money. */
function changing<Event extends AccountEvent>(
  next: (order: OrderRefunds, data: Event['data'], event: Recorded<Event>) => OrderRefunds,
) {
  return existing<OrderRefunds, Event>((order, event) =>
    withFundedFree({ ...next(order, event.data, event), accountRevision: event.revision }),
  );
}

function opened(data: Data<'AccountOpened'>, accountRevision: number): OrderRefunds {
  const { orderId, merchantId, method, methodGroup, terms, rows } = data;
  return {
    ...{ orderId, merchantId, method, methodGroup, terms },
    captured: NOTHING,
    held: NOTHING,
    funded: NOTHING,
    settled: NOTHING,
    advanced: NOTHING,
    recovered: NOTHING,
    promised: NOTHING,
    refunded: NOTHING,
    claimed: NOTHING,
    fundedFree: NOTHING,
    refundable: NOTHING,
    refundableVat: [],
    refundableExcess: NOTHING,
    rows: wholeRows(rows),
    holds: [],
    heldFor: [],
    refunds: [],
    accountRevision,
  };
}

/** The hold of cases stands for as long as one of them does. */
function held(order: OrderRefunds, { hold, caseId }: Data<'HoldReleased'>): OrderRefunds {
  const heldFor = order.heldFor.filter((each) => each !== caseId);
  const isOver = hold !== 'case' || heldFor.length === 0;
  return {
    ...{ ...order, heldFor },
    holds: isOver ? order.holds.filter((each) => each !== hold) : order.holds,
  };
}

/** Without funding instructions the money is here; nothing else waits but for an approval. */
function requested(data: Data<'RefundRequested'>, { actor }: Recorded['metadata']): Refund {
  const { orderId: _order, merchantId: _merchant, messageDigest: _digest, ...told } = data;
  // The buyer's account is for the payout system alone.
  const { buyerIban: _buyerIban, approval, requestedAt, ...refund } = told;
  const source = data.source ?? (data.timing === 'before-settlement' ? 'held' : 'funded');
  const status = data.funding === undefined ? 'payout-ordered' : 'waiting-for-transfer';
  return {
    ...refund,
    status: approval === undefined ? status : 'awaiting-approval',
    ...(data.funding === undefined && { source }),
    requestedBy: data.requestedBy ?? actor,
    requestedAt,
    changedAt: requestedAt,
  };
}

const promised = (order: OrderRefunds, { amount, vat, excess, rows }: Taken): OrderRefunds => ({
  ...order,
  promised: plus(order.promised, amount),
  refundable: minus(order.refundable, amount),
  refundableVat: atRates(order.refundableVat, vat, minus),
  refundableExcess: minus(order.refundableExcess, excess),
  rows: lessRows(order.rows, rows),
});

/** What it had taken of the rows is known by the refund itself. */
const promisedNoMore = (
  order: OrderRefunds,
  { refundId, amount, vat, excess }: Split & Pick<Refund, 'refundId'>,
): OrderRefunds => ({
  ...order,
  rows: plusRows(order.rows, order.refunds.find((each) => each.refundId === refundId)?.rows),
  promised: minus(order.promised, amount),
  refundable: plus(order.refundable, amount),
  refundableVat: atRates(order.refundableVat, vat, plus),
  refundableExcess: plus(order.refundableExcess, excess),
});

const atRates = (
  whole: readonly VatPart[],
  parts: readonly VatPart[],
  how: typeof plus,
): readonly VatPart[] =>
  whole.map(({ vatRate, gross }) => {
    const part = parts.find((each) => each.vatRate === vatRate);
    return { vatRate, gross: part === undefined ? gross : how(gross, part.gross) };
  });

const changed = (
  { refunds }: OrderRefunds,
  refundId: Refund['refundId'],
  change: Partial<Refund>,
): readonly Refund[] =>
  refunds.map((refund) => (refund.refundId === refundId ? { ...refund, ...change } : refund));

/** A refund that was given up takes its money from nowhere. */
const givenUp = (
  order: OrderRefunds,
  refundId: Refund['refundId'],
  change: Partial<Refund>,
): readonly Refund[] =>
  changed(order, refundId, change).map((refund) => {
    const { source: _source, ...without } = refund;
    return refund.refundId === refundId ? without : refund;
  });

function unclaimed({ claimedBy: _claimedBy, ...order }: OrderRefunds): OrderRefunds {
  return { ...order, claimed: NOTHING };
}
