import { eur, minus, plus, type Timestamp } from '@libs/kernel';
import {
  caseAccepted,
  caseDeclined,
  caseOpened,
  casePayoutPaid,
  counterOffered,
  goodsReceived,
  withdrawalDeclared,
} from './demo-case-steps.js';
import {
  approved,
  declined,
  feeOf,
  methodPicked,
  named,
  payoutFailed,
  payoutPaid,
  refunds,
  requested,
  requestedInAdvance,
  requestedLater,
  rowsRequested,
  transferred,
  type DemoCase,
} from './demo-order-steps.js';
import { cancelled, expired, fundsAwaited, paid, returnEnded } from './demo-payment-steps.js';
import { handedOver, inspected, parcelsTold } from './demo-shipping-steps.js';
import type { DemoStep } from './demo-steps.js';
import type { DemoAct } from './demo-stories.js';

/** Acts of a single order; settlements have many. */
export type OrderAct = Exclude<
  DemoAct,
  'propose-settlement' | 'pay-settlement' | 'settle-less-deduction'
>;
type StepsOf = (each: DemoCase, at: Timestamp) => readonly DemoStep[];

/** What an act of an order's story is in the words of commands and messages. */
export const STEPS: Readonly<Record<OrderAct, StepsOf>> = {
  'pick-method': methodPicked,
  'await-funds': (each, at) => [fundsAwaited(each, at)],
  expire: (each, at) => [expired(each, at)],
  cancel: (each, at) => [cancelled(each, at)],
  'pay-too-little': (each, at) => [paid(each, at, 'pay-too-little')],
  'pay-in-kronor': (each, at) => [paid(each, at, 'pay-in-kronor')],
  pay: (each, at) => [paid(each, at, 'pay')],
  'pay-twice': (each, at) => [paid(each, at, 'pay-twice')],
  'return-paid': (each, at) => [returnEnded(each, at, 'return-paid')],
  'return-failed': (each, at) => [returnEnded(each, at, 'return-failed')],
  'refund-part': (each, at) => [requested(each, at, { amount: each.refund })],
  'refund-rows': (each, at) => [rowsRequested(each, at)],
  'refund-all': (each, at) => [requested(each, at, {})],
  'approve-refund': (each, at) => [approved(each, at)],
  'decline-refund': (each, at) => [declined(each, at)],
  'payout-paid': (each, at) => [payoutPaid(named(each, 'first'), at)],
  'payout-failed': (each, at) => [payoutFailed(each, 'first', at)],
  send: parcelsTold,
  'hand-over': handedOver,
  inspect: inspected,
  'ask-cancellation': (each, at) => [caseOpened(each, at, 'cancellation')],
  'ask-price-reduction': (each, at) => [caseOpened(each, at, 'price-reduction')],
  'ask-return': (each, at) => [caseOpened(each, at, 'partial-return')],
  complain: (each, at) => [caseOpened(each, at, 'reclamation')],
  'withdraw-from-contract': (each, at) => [withdrawalDeclared(each, at)],
  'receive-goods': (each, at) => [goodsReceived(each, at)],
  'case-payout-paid': (each, at) => [casePayoutPaid(each, at)],
  'counter-offer': (each, at) => [counterOffered(each, at)],
  'accept-case': (each, at) => [caseAccepted(each, at)],
  'decline-case': (each, at) => [caseDeclined(each, at)],
  'refund-part-later': (each, at) => [requestedLater(each, at, { amount: each.later })],
  'refund-all-later': (each, at) => [requestedLater(each, at, {})],
  'refund-in-advance': (each, at) => [requestedInAdvance(each, at)],
  transfer: (each, at) => [transferred(each, at, plus(each.later, feeOf(each)))],
  'transfer-too-little': (each, at) => [transferred(each, at, minus(each.later, eur(1)))],
  withdraw: (each, at) => [
    refunds(each, { type: 'WithdrawRefund', data: { ...named(each, 'later'), at } }),
  ],
  'later-payout-paid': (each, at) => [payoutPaid(named(each, 'later'), at)],
  'later-payout-failed': (each, at) => [payoutFailed(each, 'later', at)],
};
