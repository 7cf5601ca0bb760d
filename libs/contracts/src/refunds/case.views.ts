import {
  Actor,
  CaseId,
  MerchantId,
  OrderId,
  PositiveMoney,
  text,
  Timestamp,
  z,
} from '@libs/kernel';
import { CaseTerms } from '../agreement/case-terms.js';
import { ERASED } from '../fields/personal.js';
import { RefundReason, RefundTiming } from './account.events.js';
import {
  CaseExtent,
  CaseKind,
  CaseOutcome,
  CaseParty,
  CaseProposal,
  CaseRefund,
  CaseRow,
} from './case.events.js';

/** `accepting`: agreed, and the account has not answered for the money yet (ADR 17). */
export const CaseStatus = z.enum(['open', 'accepting', 'closed']);
export type CaseStatus = z.infer<typeof CaseStatus>;

const words = z.union([z.string(), z.literal(ERASED)]);

/** What was said in a case, and by whom. */
export const CaseLine = z
  .strictObject({
    at: Timestamp,
    what: z.enum(['opened', 'message', 'counter-offer', 'accepted', 'declined']),
    by: z.enum(['buyer', 'merchant', 'silence']),
    who: Actor,
    amount: PositiveMoney.optional(),
    message: words.optional(),
  })
  .readonly();
export type CaseLine = z.infer<typeof CaseLine>;

/** The newest lines are kept; a longer talk is read from the stream. */
export const CASE_LINES_MAX = 200;

/** A declared withdrawal, as the buyer's acknowledgement says it (domain: Withdrawal). */
export const Withdrawal = z
  .strictObject({
    name: words,
    email: words,
    contract: text(50),
    rows: z.array(CaseRow).readonly().optional(),
    periodEndsAt: Timestamp.optional(),
    declaredAt: Timestamp,
  })
  .readonly();
export type Withdrawal = z.infer<typeof Withdrawal>;

/** A case; document id is its own. Lives in `refunds`. */
export const CaseShown = z
  .strictObject({
    caseId: CaseId,
    orderId: OrderId,
    merchantId: MerchantId,
    kind: CaseKind,
    status: CaseStatus,
    openedBy: CaseParty,
    /** What stands as proposed now. */
    proposal: CaseProposal,
    reason: RefundReason,
    /** Who is to answer; `nobody` when that is the account, or the case has ended. */
    awaits: z.enum(['buyer', 'merchant', 'nobody']),
    /** When the answer is due, or was. */
    answerBy: Timestamp,
    isOverdue: z.boolean(),
    isShipped: z.boolean(),
    isHeld: z.boolean(),
    goodsReceivedAt: Timestamp.optional(),
    terms: CaseTerms,
    accepted: z
      .strictObject({
        by: z.enum(['buyer', 'merchant', 'silence']),
        extent: CaseExtent,
        refund: CaseRefund.optional(),
        isBeforeGoods: z.boolean(),
        acceptedAt: Timestamp,
      })
      .readonly()
      .optional(),
    /** What the account said to the money: yes with its sum, or no with its reason. */
    promised: z
      .strictObject({ amount: PositiveMoney, timing: RefundTiming, promisedAt: Timestamp })
      .readonly()
      .optional(),
    failure: z
      .strictObject({ reason: text(100), failedAt: Timestamp })
      .readonly()
      .optional(),
    withdrawal: Withdrawal.optional(),
    outcome: CaseOutcome.optional(),
    refusal: text(100).optional(),
    openedAt: Timestamp,
    changedAt: Timestamp,
    closedAt: Timestamp.optional(),
    lines: z.array(CaseLine).max(CASE_LINES_MAX).readonly(),
    /** The case's revision: its part of the `ETag`. */
    revision: z.int().min(0),
  })
  .readonly();
export type CaseShown = z.infer<typeof CaseShown>;
