import { NOTHING, type Money } from '@libs/kernel';
import { permitted, type NextStep, type PermissionRule } from '../agreement/permission-matrix.js';
import type { RefundTiming } from './account.events.js';
import type { OrderRefunds } from './refunds.views.js';

/** One way to refund: open up to a sum, or closed with the reason and the step that works. */
export type RefundOption =
  | {
      readonly timing: RefundTiming;
      readonly available: true;
      readonly max: Money;
      /** True when the merchant has to transfer the sum before the buyer is paid. */
      readonly needsTransfer: boolean;
      /** True when the buyer is paid at once, and coming payouts are less by it (balance model). */
      readonly isAdvanced: boolean;
      /** Up to this, money of an earlier transfer is used and no new one is needed. */
      readonly withoutTransferUpTo: Money;
      /** The buyer's account: only bank payments may go there, and some agreements ask for it. */
      readonly buyerIban: BuyerIbanNeed;
      /** True when another person has to approve it first. */
      readonly needsApproval: boolean;
    }
  | {
      readonly timing: RefundTiming;
      readonly available: false;
      readonly reason: RefundBarrier;
      readonly nextStep: NextStep | RefundTiming;
    };

/** Whether a refund takes the buyer's IBAN. */
export type BuyerIbanNeed = 'not-taken' | 'optional' | 'required';

/** Why a way to refund is closed; the account refuses a request with the same name. */
export type RefundBarrier =
  PermissionRule | 'already-settled' | 'not-settled' | 'nothing-left-to-refund';

/** The part of an order's money that decides what may be refunded, and how. */
export type RefundablePosition = Pick<
  OrderRefunds,
  'methodGroup' | 'terms' | 'refundable' | 'claimed' | 'settled' | 'fundedFree'
>;

/**
 * What can be refunded, with reasons, before trying (domain: Permissions): the action is never
 * hidden, it answers. The account's decider refuses by this same function.
 */
export function refundOptions(position: RefundablePosition): readonly RefundOption[] {
  return [option('before-settlement', position), option('after-settlement', position)];
}

/** The one option of a timing. */
export function option(timing: RefundTiming, position: RefundablePosition): RefundOption {
  const { refundable, claimed, settled, methodGroup, terms } = position;
  const isSettled = claimed.minorUnits > 0 || settled.minorUnits > 0;
  const permission = permitted({
    action: 'refund',
    group: methodGroup,
    servicePackage: terms.servicePackage,
    isSettled,
  });
  if (!permission.allowed)
    return { timing, available: false, reason: permission.rule, nextStep: permission.nextStep };
  // First of the two: where nothing is left, the other timing would not work either.
  if (refundable.minorUnits === 0)
    return { timing, available: false, reason: 'nothing-left-to-refund', nextStep: 'none' };
  if (timing === 'before-settlement' && isSettled)
    return {
      timing,
      available: false,
      reason: 'already-settled',
      nextStep: 'after-settlement',
    };
  if (timing === 'after-settlement' && !isSettled)
    return { timing, available: false, reason: 'not-settled', nextStep: 'before-settlement' };
  return {
    timing,
    available: true,
    max: refundable,
    ...moneyFor(timing, position),
    buyerIban: ibanNeed(position, permission.mayNeedIban === true),
    needsApproval: terms.refundApproval === 'two-person',
  };
}

/** Where its money comes from: what is held, what we advance, or what the merchant transfers. */
function moneyFor(timing: RefundTiming, { terms, fundedFree }: RefundablePosition) {
  const isAfter = timing === 'after-settlement';
  const isAdvanced = isAfter && terms.settlementModel === 'balance';
  const needsTransfer = isAfter && !isAdvanced;
  return { needsTransfer, isAdvanced, withoutTransferUpTo: needsTransfer ? fundedFree : NOTHING };
}

/** By agreement, and of bank payments alone: others go back by the payment itself. */
function ibanNeed({ methodGroup, terms }: RefundablePosition, mayNeedIban: boolean): BuyerIbanNeed {
  if (methodGroup !== 'bank') return 'not-taken';
  switch (terms.buyerIban ?? 'never') {
    case 'never':
      return 'optional';
    case 'after-settlement':
      return mayNeedIban ? 'required' : 'optional';
    case 'always':
      return 'required';
  }
}
