import type { AccountCommand, AccountEvent } from '@libs/contracts';
import { PaymentId, ReferenceNumber, SellerId, type Money, type SettlementId } from '@libs/kernel';
import { GUARANTEE, MERCHANT } from '@libs/testing';
import {
  A,
  AT,
  claim,
  confirmPayout,
  open,
  ORDER,
  PAID,
  request,
  S1,
  settle,
} from './account.fixtures.js';

/** Refunds after settlement are advanced, and deducted from coming payouts. */
export const BALANCE = { ...GUARANTEE, settlementModel: 'balance' } as const;

/** A price reduction after settlement that brings no reference: none is needed. */
export const requestInAdvance = (amount: Money | 'full', refundId = A): AccountCommand =>
  request(refundId, amount, { timing: 'after-settlement' });

/** Settled in whole, in the balance model. */
export const SETTLED_IN_BALANCE: readonly AccountCommand[] = [
  open({ terms: BALANCE }),
  claim(S1, PAID),
  settle(S1),
];

/** An advance that was paid out, so that it is owed. */
export const advancedOf = (amount: Money): readonly AccountCommand[] => [
  ...SETTLED_IN_BALANCE,
  requestInAdvance(amount),
  confirmPayout(A),
];

export const deduct = (settlementId: SettlementId, amount: Money): AccountCommand => ({
  type: 'ClaimForDeduction',
  data: { orderId: ORDER, settlementId, amount, at: AT },
});

export const releaseDeduction = (settlementId: SettlementId): AccountCommand => ({
  type: 'ReleaseDeduction',
  data: { orderId: ORDER, settlementId, at: AT },
});

export const recover = (settlementId: SettlementId): AccountCommand => ({
  type: 'RecoverAdvance',
  data: { orderId: ORDER, settlementId, at: AT },
});

const account = { orderId: ORDER, merchantId: MERCHANT };

export const owing = (owed: Money): AccountEvent => ({
  type: 'AdvanceReadyForDeduction',
  data: {
    ...account,
    sellerId: SellerId.parse('kahvikauppa'),
    paymentId: PaymentId.parse('1998524_1'),
    orderNumber: '1998524',
    reference: ReferenceNumber.parse('19985242'),
    owed,
    readyAt: AT,
  },
});

export const advanced = (amount: Money): AccountEvent => ({
  type: 'RefundAdvanced',
  data: {
    ...{ ...account, refundId: A, orderNumber: '1998524', amount, reason: 'defective' },
    advancedAt: AT,
  },
});

export const claimedFor = (settlementId: SettlementId, amount: Money): AccountEvent => ({
  type: 'ClaimedForDeduction',
  data: { ...account, settlementId, amount, claimedAt: AT },
});

export const refusedFor = (
  settlementId: SettlementId,
  reason: 'exceeds-owed' | 'claim-open',
  owed: Money,
): AccountEvent => ({
  type: 'DeductionClaimRefused',
  data: { ...account, settlementId, reason, owed, refusedAt: AT },
});

export const releasedFor = (settlementId: SettlementId, amount: Money): AccountEvent => ({
  type: 'DeductionClaimReleased',
  data: { ...account, settlementId, amount, releasedAt: AT },
});

export const recoveredBy = (settlementId: SettlementId, amount: Money): AccountEvent => ({
  type: 'AdvanceRecovered',
  data: { ...account, settlementId, amount, recoveredAt: AT },
});
