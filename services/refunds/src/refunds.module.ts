import {
  advancesView,
  caseDeadlinesView,
  casesView,
  holdsDueView,
  offersDueView,
  merchantBalancesView,
  orderRefundsView,
  REQUEST_TOPICS,
  settlementsView,
  transfersView,
  waitingRefundsView,
} from '@libs/contracts';
import { ServiceModule, shown, type ServiceDefinition } from '@libs/platform';
import { Module } from '@nestjs/common';
import { account } from './account/account.decider.js';
import { caseOfOrder } from './case/case.decider.js';
import { funding } from './funding/funding.decider.js';
import { whenAccountAnswersCaseNoteIt } from './policies/when-account-answers-case-note-it.policy.js';
import { whenCaseMovesAskAccount } from './policies/when-case-moves-ask-account.policy.js';
import { whenClaimAnsweredAnswerLine } from './policies/when-claim-answered-answer-line.policy.js';
import { whenDeliveryMovesReleaseHolds } from './policies/when-delivery-moves-release-holds.policy.js';
import { whenFundingAnsweredCloseTransfer } from './policies/when-funding-answered-close-transfer.policy.js';
import { whenPaymentConfirmedOpenAccount } from './policies/when-payment-confirmed-open-account.policy.js';
import { whenPayoutEndedRecordOutcome } from './policies/when-payout-ended-record-outcome.policy.js';
import { whenRefundRequestedAwaitFunding } from './policies/when-refund-requested-await-funding.policy.js';
import { whenRefundWithdrawnCloseFunding } from './policies/when-refund-withdrawn-close-funding.policy.js';
import { whenSettlementAcceptedClaimLines } from './policies/when-settlement-accepted-claim-lines.policy.js';
import { whenSettlementCancelledReleaseClaims } from './policies/when-settlement-cancelled-release-claims.policy.js';
import { whenSettlementConfirmedReleaseWhatIsLeftOut } from './policies/when-settlement-confirmed-release-what-is-left-out.policy.js';
import { whenSettlementPaidSettleClaims } from './policies/when-settlement-paid-settle-claims.policy.js';
import { whenSettlementToldDecideIt } from './policies/when-settlement-told-decide-it.policy.js';
import { whenTransferAllocatedAssignIt } from './policies/when-transfer-allocated-assign-it.policy.js';
import { whenTransferArrivedRecordIt } from './policies/when-transfer-arrived-record-it.policy.js';
import { whenTransferAssignedFundRefund } from './policies/when-transfer-assigned-fund-refund.policy.js';
import { whenTransferDeclinedLeaveItUnmatched } from './policies/when-transfer-declined-leave-it-unmatched.policy.js';
import { whenTransferReceivedOfferIt } from './policies/when-transfer-received-offer-it.policy.js';
import { RefundsController } from './refunds.controller.js';
import { settlement } from './settlement/settlement.decider.js';
import { payoutInstruction } from './tells/payout-instruction.js';
import { transfer } from './transfer/transfer.decider.js';
import { caseDeadlines } from './timers/case-deadlines.projection.js';
import { holdsDue } from './timers/holds-due.projection.js';
import { offersDue } from './timers/offers-due.projection.js';
import { advances } from './views/advances/advances.projection.js';
import { cases } from './views/cases/cases.projection.js';
import { merchantBalances } from './views/merchant-balances/merchant-balances.projection.js';
import { refundsOfOrder } from './views/refunds-of-order/refunds-of-order.projection.js';
import { settlements } from './views/settlements/settlements.projection.js';
import { transfers } from './views/transfers/transfers.projection.js';
import { waitingRefunds } from './views/waiting-refunds/waiting-refunds.projection.js';
import { withFundingReference } from './with-funding-reference.js';

/** The order's money: what is held, refunded and settled, and the protocols around it. */
export const refundsService: ServiceDefinition = {
  name: 'refunds',
  requests: REQUEST_TOPICS.refunds,
  decides: [account, caseOfOrder, settlement, funding, transfer],
  // A case's refund needs a reference for its transfer as much as a merchant's own does.
  through: (dispatch, { ports: { secrets }, configuration: { fundingAccount } }) =>
    withFundingReference({ dispatch, secrets, fundingAccount }),
  shows: [
    shown(refundsOfOrder, orderRefundsView, ['account']),
    shown(cases, casesView, ['case']),
    shown(merchantBalances, merchantBalancesView, ['account']),
    shown(advances, advancesView, ['account']),
    shown(settlements, settlementsView, ['settlement']),
    shown(transfers, transfersView, ['transfer']),
    shown(waitingRefunds, waitingRefundsView, ['account']),
  ],
  follows: [
    whenPaymentConfirmedOpenAccount,
    whenDeliveryMovesReleaseHolds,
    whenPayoutEndedRecordOutcome,
    whenSettlementToldDecideIt,
    whenSettlementAcceptedClaimLines,
    whenClaimAnsweredAnswerLine,
    whenSettlementPaidSettleClaims,
    whenSettlementCancelledReleaseClaims,
    whenSettlementConfirmedReleaseWhatIsLeftOut,
    whenRefundRequestedAwaitFunding,
    whenRefundWithdrawnCloseFunding,
    whenTransferArrivedRecordIt,
    whenTransferReceivedOfferIt,
    whenTransferAllocatedAssignIt,
    whenTransferAssignedFundRefund,
    whenTransferDeclinedLeaveItUnmatched,
    whenFundingAnsweredCloseTransfer,
    whenCaseMovesAskAccount,
    whenAccountAnswersCaseNoteIt,
  ],
  times: [
    shown(caseDeadlines, caseDeadlinesView, ['case']),
    shown(holdsDue, holdsDueView, ['account']),
    shown(offersDue, offersDueView, ['funding']),
  ],
  tells: [
    {
      name: 'payout-instructions',
      topic: 'refunds.payouts',
      categories: [account.category],
      message: payoutInstruction,
    },
  ],
};

@Module({ imports: [ServiceModule.of(refundsService)], controllers: [RefundsController] })
export class RefundsModule {}
