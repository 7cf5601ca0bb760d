import type { z } from '@libs/kernel';
import type { CATEGORIES, Category } from './topics.js';

/** The name of any event that is stored. */
export type EventType = { [Name in Category]: TypeIn<Name> }[Category];
type TypeIn<Name extends Category> = z.infer<(typeof CATEGORIES)[Name]['event']>['type'];

/** What each event says, in one sentence for outside readers; printed in docs/events. */
export const MEANINGS: Readonly<Record<EventType, string>> = {
  MerchantRegistered: 'A company became a merchant of the institution.',
  WebStoreOpened: 'A merchant opened a web store under a seller id of its own.',
  ServiceAgreementMade: 'What merchant and institution agreed; it holds for later orders.',
  SecretKeyIssued: 'A web store got a secret key of a generation.',
  SecretKeyRetired: "A generation of a web store's secret key is good for nothing any more.",
  HashAlgorithmsAllowed: "What hashes of messages from the merchant's web stores may be made with.",
  UserAdded: 'A person may act for the merchant, in these roles.',

  ViewSaved: 'A user kept filters of a list under a name, for themselves or for all colleagues.',
  SavedViewChanged: 'A saved view has another name or other filters.',
  SavedViewRemoved: 'A saved view is kept no more.',

  OrderReceived: 'A web store sent an order, and its sums add up; its payment id is burned.',
  PaymentMethodChosen: 'The buyer picked a payment method; nothing is paid yet.',
  FundsAwaited: 'The buyer will pay, and the money is on its way.',
  OrderExpired: 'No money came in time; late money still revives the order.',
  OrderCancelled: 'The web store called the order off before its payment; it takes no money.',
  PaymentConfirmed: 'The payment system says that the buyer paid the order.',
  PaymentReturnOrdered: 'A payment does not fit the order; all of it is ordered to go back.',
  PaymentReturned: 'The payer has the payment back that did not fit.',
  PaymentReturnFailed: 'A payment could not be sent back; operators see it.',

  PaymentUrlExpiryChanged: 'The address of a payment leads nowhere after another moment.',
  CallbackAnswered: 'The shop was told of the payment at its ok address.',
  CallbackFailed: 'The shop could not be told of the payment; it is told again, or no more.',
  MailSent: 'A mail to the buyer was handed over.',
  MailFailed: 'A mail to the buyer was not taken; it is tried again.',
  MailGivenUp: 'A mail to the buyer was not taken so often that it is given up.',

  AccountOpened: 'The account of an order was opened, with the terms of the order.',
  PaymentCaptured: "The buyer's payment is held for the order.",
  HoldPlaced: "Something keeps the order's money from its settlement.",
  HoldReleased: 'That reason to keep the money is gone.',
  CaseHoldRefused: 'The account would not hold the money for a case; it says why.',
  OrderReadyForSettlement: 'No hold, no claim and something free: a line may be proposed.',
  RefundRequested: "The merchant asked to pay a sum back; it is promised from the order's money.",
  CaseRefundRefused: 'The account refused the refund that an accepted case asked for.',
  RefundApproved: 'Another person than the one who asked approved a refund.',
  RefundDeclined: 'Another person declined a refund; its money is promised no more.',
  RefundFunded: "The merchant's transfer for a refund after settlement arrived.",
  RefundFundingRefused: 'A transfer could not fund the refund that it names.',
  RefundPayoutOrdered: 'The payout of a refund was ordered; it can no longer be withdrawn.',
  RefundPaidOut: 'The buyer has the refund.',
  RefundPayoutFailed: 'The payout of a refund failed; its money is promised no more.',
  RefundWithdrawn: 'The merchant took a refund back before its payout was ordered.',
  ClaimedForSettlement: "The order's free money is claimed by a settlement.",
  SettlementClaimRefused: 'The account refused a claim; it says what a line would have to be.',
  SettlementClaimReleased: 'A claim was given back: its settlement does not pay the line.',
  OrderSettled: 'The claimed money left for the merchant.',

  CaseOpened: 'The buyer asks for something, or the merchant offers a price reduction.',
  WithdrawalDeclared: 'The buyer withdrew from the contract, and named themselves and it.',
  CaseHeld: "The account holds the order's money for the case.",
  CaseMessageSent: 'Buyer or merchant wrote to the other.',
  CaseCounterOffered: 'Buyer or merchant offered another sum; the other one is to answer.',
  CaseGoodsReceived: 'The merchant has the goods back.',
  CaseAccepted: 'What was asked is given, in full or in part; the account is asked for the money.',
  CaseRefundPromised: 'The account promised the money of an accepted case.',
  CaseAcceptanceFailed: 'The account refused the money of an accepted case: it is open again.',
  CaseDeclined: 'What was asked is not given, for a reason that the other one can read.',
  CaseDeadlinePassed: 'Nobody answered in time; the terms say what that means.',
  CaseClosed: 'The case has ended, and holds no money any more.',

  SettlementAccepted: 'A proposed settlement adds up; each of its lines is now claimed.',
  SettlementRefused: 'A proposed settlement does not add up and is refused whole.',
  SettlementLineClaimed: 'The account of a line answered yes.',
  SettlementLineRefused: 'The account of a line answered no.',
  SettlementConfirmed: 'Every line is answered; these stand and may be paid.',
  SettlementPaid: 'The settlement system paid the lines that stood.',
  SettlementCancelled: 'The settlement will not be paid; its claims are released.',

  FundingReserved: 'A reference number is taken for the transfer that funds one refund.',
  FundingAwaited: 'A transfer of this sum to this account is now awaited.',
  FundingClosed: 'The transfer is not awaited any more; the reference stays taken.',
  TransferOffered: 'A transfer came before the news of its request, and is decided with it.',
  TransferAllocated: 'A transfer fits what was awaited and goes to the refund.',
  TransferDeclined: 'A transfer names this reference and does not fit.',

  TransferReceived: "Money came to the institution's account.",
  TransferMatched: 'A transfer funded a refund.',
  TransferUnmatched: 'A transfer belongs to nothing that is awaited; operators see it.',

  DeliveryAwaited: 'The order is paid, so its delivery is awaited.',
  ParcelAdded: 'The merchant told of a parcel.',
  ParcelChanged: 'The merchant corrected what was told of a parcel.',
  ParcelRemoved: 'The merchant took back what was told of a parcel.',
  AllSent: 'These parcels are all there is; with a finished inspection it may be settled.',
  ParcelHandedOver: 'The carrier handed a parcel over to the buyer.',
  InspectionStarted: 'The buyer has everything; the inspection period runs.',
  InspectionEnded: 'The inspection is over: its time has passed, or the buyer was content.',

  ClockMoved: 'The clock of a test installation was moved forward.',

  MessageParked: 'A message could not be handled; later ones of its key wait behind it.',
  MessageFailedAgain: 'A parked message was tried again and failed again.',
  MessageHandled: 'A parked message was handled after all.',
  MessageSkipped: 'A parked message was given up, for a reason.',
};
