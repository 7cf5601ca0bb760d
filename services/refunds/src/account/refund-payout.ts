import {
  FUNDED_MONEY_DAYS,
  type AccountCommand,
  type AccountEvent,
  type RefundSource,
} from '@libs/contracts';
import {
  accept,
  entryOf,
  hoursAfter,
  reject,
  type Decision,
  type Named,
  type Refusal,
  type Timestamp,
} from '@libs/kernel';
import type { Account, AccountRefund, Asked } from './account.state.js';
import { acceptTelling } from './readiness.js';

export type PayoutRejection = Refusal<
  'refund-unknown' | 'payout-not-ordered' | 'payout-outcome-differs'
>;

type PayoutDecision = Decision<AccountEvent, PayoutRejection>;
type Ordered = Extract<AccountRefund, { readonly source: RefundSource }>;

/** Says all that the payout system and the views need to know. */
export function payoutOrdered(
  { opened, capture }: Account,
  refund: Asked,
  source: RefundSource,
  orderedAt: Timestamp,
): AccountEvent {
  const { sellerId, paymentId, method } = opened;
  const { receiptId } = capture;
  const { buyerIban } = refund;
  return {
    type: 'RefundPayoutOrdered',
    data: {
      ...{ ...splitIn(refund), sellerId, paymentId, receiptId, method, source },
      ...(buyerIban === undefined ? {} : { buyerIban }),
      orderedAt,
    },
  };
}

/** The first outcome stands: the same again changes nothing, the other one is refused. */
export function confirmPayout(
  { refundId, at }: Named<AccountCommand, 'ConfirmPayout'>['data'],
  account: Account,
): PayoutDecision {
  const refund = entryOf(account.refunds, refundId);
  switch (refund?.status) {
    case undefined:
      return reject('refund-unknown');
    case 'awaiting-approval':
    case 'waiting-for-transfer':
    case 'withdrawn':
    case 'declined':
    case 'promised':
      return reject('payout-not-ordered');
    case 'payout-ordered':
      return acceptTelling(
        account,
        at,
        {
          type: 'RefundPaidOut',
          data: { ...splitIn(refund.asked), source: refund.source, paidOutAt: at },
        },
        ...advances(account, refund, at),
      );
    case 'paid-out':
      return accept();
    case 'payout-failed':
      return reject('payout-outcome-differs', { outcome: refund.status });
  }
}

/** What the institution paid by itself is told with all that a deduction of it needs to show. */
function advances(
  { opened: { orderNumber } }: Account,
  { asked, source }: Ordered,
  at: Timestamp,
): readonly AccountEvent[] {
  const { orderId, merchantId, refundId, amount, reason } = asked;
  return source === 'advanced'
    ? [
        {
          type: 'RefundAdvanced',
          data: {
            ...{ orderId, merchantId, refundId, orderNumber, amount, reason },
            advancedAt: at,
          },
        },
      ]
    : [];
}

/** Failed money is promised no more: it is free, if it was funded then under a hold of its own. */
export function failPayout(
  { refundId, reason, at }: Named<AccountCommand, 'FailPayout'>['data'],
  account: Account,
): PayoutDecision {
  const refund = entryOf(account.refunds, refundId);
  switch (refund?.status) {
    case undefined:
      return reject('refund-unknown');
    case 'awaiting-approval':
    case 'waiting-for-transfer':
    case 'withdrawn':
    case 'declined':
    case 'promised':
      return reject('payout-not-ordered');
    case 'payout-ordered':
      return acceptTelling(account, at, ...failure(account, refund, { reason, at }));
    case 'payout-failed':
      return accept();
    case 'paid-out':
      return reject('payout-outcome-differs', { outcome: refund.status });
  }
}

function failure(
  account: Account,
  refund: Ordered,
  { reason, at }: { readonly reason: string; readonly at: Timestamp },
): readonly AccountEvent[] {
  const { asked, source } = refund;
  const failed: AccountEvent = {
    type: 'RefundPayoutFailed',
    data: { ...splitIn(asked), source, reason, failedAt: at },
  };
  return [failed, ...heldAgain(account, refund, at)];
}

/**
 * Funded money that a refund gives back is held for the next one, for as long as was agreed. A
 * hold that stands already is placed anew: its time begins again with the newest one.
 */
export function heldAgain(
  { opened: { terms } }: Account,
  { asked, source }: { readonly asked: Asked; readonly source: RefundSource | undefined },
  at: Timestamp,
): readonly AccountEvent[] {
  const { orderId, merchantId } = asked;
  if (source !== 'funded') return [];
  const endsAt = hoursAfter(at, 24 * (terms.fundedMoneyDays ?? FUNDED_MONEY_DAYS));
  const data = { orderId, merchantId, hold: 'funded-money', endsAt, placedAt: at } as const;
  return [{ type: 'HoldPlaced', data }];
}

/** The case that asked for a refund, which hears what becomes of it. */
export const caseIn = ({ caseId }: Asked) => (caseId === undefined ? {} : { caseId });

/** Which refund, and its sum with its parts: what every event about its payout says. */
export function splitIn({ orderId, merchantId, refundId, amount, vat, excess }: Asked) {
  return { orderId, merchantId, refundId, amount, vat, excess };
}
