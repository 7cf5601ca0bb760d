import type {
  AccountEvent,
  CancelId,
  HoldKind,
  RefundablePosition,
  RefundableRow,
  RefundSource,
} from '@libs/contracts';
import {
  type CaseId,
  type Money,
  type Named,
  type PersistentMap,
  type RefundId,
  type SettlementId,
  type Timestamp,
  type TransferId,
} from '@libs/kernel';
import { refundable, type AccountMoney } from './account-money.js';
import type { Parts } from './refund-split.js';

/** `awaited` is an account that nobody opened; `opened` lasts only within the opening append. */
export type AccountState =
  { readonly status: 'awaited' } | { readonly status: 'opened'; readonly opened: Opened } | Account;

/** The money of a paid order, and what must be remembered to answer for it. */
export interface Account {
  readonly status: 'captured';
  readonly opened: Opened;
  readonly capture: Captured;
  readonly money: AccountMoney;
  /** What may still be refunded, by VAT rate. */
  readonly left: Parts;
  /** What of each row no refund has taken. */
  readonly rows: readonly RefundableRow[];
  readonly holds: readonly HoldKind[];
  /** When the hold of funded money ends by itself, while it stands. */
  readonly fundedUntil: Timestamp | undefined;
  readonly claim: Claim | undefined;
  /** The line that was told as ready, for as long as it is what a line would say. */
  readonly told: Line | undefined;
  /** What a settlement wants to take back of what was advanced; one at a time. */
  readonly deduction: DeductionClaim | undefined;
  /** What was told as ready for deduction, for as long as it is what one may take. */
  readonly toldOwed: Money | undefined;
  readonly refunds: PersistentMap<RefundId, AccountRefund>;
  /** The web store's names of refunds, each burned by its first one. */
  readonly cancelIds: ReadonlyMap<CancelId, RefundId>;
  /** Transfers that were answered, so that each counts once; a refused one may be allocated anew. */
  readonly transfers: PersistentMap<TransferId, TransferAnswer>;
  /** Settlements that were answered, with what became of it. */
  readonly settlements: PersistentMap<SettlementId, SettlementAnswer>;
  /** The same of deductions. */
  readonly deductions: PersistentMap<SettlementId, DeductionAnswer>;
  /** Cases that asked for a hold, with what became of it. */
  readonly cases: PersistentMap<CaseId, CaseAnswer>;
  /** Refunds of cases that were refused, so that each is answered once. */
  readonly refusedCaseRefunds: PersistentMap<RefundId, true>;
}

/** What a settlement's line says of this order; `gross - refunded` is what it settles. */
export interface Line {
  readonly gross: Money;
  readonly refunded: Money;
}

/** Each refund remembers what was asked, so that a repeat is known from another wish. */
export type AccountRefund = { readonly asked: Asked } & (
  | { readonly status: 'waiting-for-transfer' | 'withdrawn' | 'declined' }
  | {
      /** Its money is promised already; without a source its transfer has yet to come. */
      readonly status: 'awaiting-approval';
      readonly source: RefundSource | undefined;
    }
  | {
      /** `promised`: its money is here, and its payout is ordered in the same append. */
      readonly status: 'promised' | 'payout-ordered' | 'paid-out' | 'payout-failed';
      readonly source: RefundSource;
    }
);

export type Opened = Named<AccountEvent, 'AccountOpened'>['data'];
export type Captured = Named<AccountEvent, 'PaymentCaptured'>['data'];
export type Asked = Named<AccountEvent, 'RefundRequested'>['data'];
export type Claim = Named<AccountEvent, 'ClaimedForSettlement'>['data'];
export type DeductionClaim = Named<AccountEvent, 'ClaimedForDeduction'>['data'];
/** `allocation` is the last one that was answered; 0 is one from before they were counted. */
export interface TransferAnswer {
  readonly answer: 'funded' | 'refused';
  readonly allocation: number;
}
export type CaseAnswer = 'held' | 'released' | 'refused';
export type SettlementAnswer = 'claimed' | 'refused' | 'released' | 'settled';
export type DeductionAnswer = 'claimed' | 'refused' | 'released' | 'recovered';

/** What the permission and timing of a refund are judged by: the same that the view shows. */
export const positionOf = ({ opened, money }: Account): RefundablePosition => ({
  methodGroup: opened.methodGroup,
  terms: opened.terms,
  refundable: refundable(money),
  claimed: money.claimed,
  settled: money.settled,
  fundedFree: money.fundedFree,
});
