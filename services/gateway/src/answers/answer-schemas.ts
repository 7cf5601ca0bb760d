import {
  AccountTransaction,
  CaseKind,
  CaseShown,
  MerchantInformation,
  OrderDetails,
  ParkedLine,
  PaymentReturn,
  PendingWork,
  Refund,
  RefundableRow,
  RefundTiming,
  SavedViews,
  TimelineEntry,
  Transfer,
  UnsentMail,
  VatPart,
  WaitingRefund,
} from '@libs/contracts';
import {
  Actor,
  CaseId,
  NonNegativeMoney,
  OrderId,
  PositiveMoney,
  RefundId,
  Timestamp,
  z,
} from '@libs/kernel';
import { AsOf, Links, NamedActor, NextStep, page, Path } from './answer-parts.js';
import {
  Acknowledgement,
  BuyerPage,
  BuyersCase,
  CaseList,
  CaseTold,
  PreparedWithdrawal,
} from './case-schemas.js';
import { ManyParcels, Parcels } from './parcel-schemas.js';
import { Problem } from './problem-schema.js';
import { SETTLEMENT_SCHEMAS } from './settlement-schemas.js';

const ToldStep = NextStep.extend({ text: z.string() });

const Order = OrderDetails.unwrap()
  .omit({ merchantId: true, caseRevisions: true, openCases: true, timeline: true })
  .extend({
    openCases: z.array(
      z.strictObject({
        caseId: CaseId,
        kind: CaseKind,
        awaits: CaseShown.unwrap().shape.awaits,
        answerBy: Timestamp,
        href: Path,
      }),
    ),
    timeline: z.array(TimelineEntry.unwrap().extend({ who: NamedActor })),
    links: Links.extend({
      settlement: Path.optional().describe('Where its money left for the merchant.'),
    }),
  });

const ReceivedOrder = OrderDetails.unwrap()
  .pick({
    orderId: true,
    sellerId: true,
    paymentId: true,
    orderNumber: true,
    reference: true,
    status: true,
    statusCode: true,
    rows: true,
    amount: true,
    sellerCosts: true,
    total: true,
    vat: true,
    buyer: true,
    delivery: true,
    receivedAt: true,
  })
  .extend({ links: Links });

const Transaction = AccountTransaction.unwrap().omit({ merchantId: true }).extend({ href: Path });

const RefundShown = Refund.unwrap().extend({
  orderId: OrderId,
  requestedBy: NamedActor,
  decision: Refund.unwrap()
    .shape.decision.unwrap()
    .unwrap()
    .extend({ by: NamedActor })
    .optional()
    .describe('What the second person said, where one was needed.'),
  href: Path,
  nextStep: ToldStep.optional(),
});

const RefundList = z.strictObject({
  items: z.array(RefundShown),
  next: z.null(),
  prev: z.null(),
  asOf: AsOf,
});

const Option = z.discriminatedUnion('available', [
  z.strictObject({
    timing: RefundTiming,
    available: z.literal(true),
    max: NonNegativeMoney,
    needsTransfer: z.boolean(),
    isAdvanced: z
      .boolean()
      .describe('True when the buyer is paid at once, and your coming payouts are less by it.'),
    withoutTransferUpTo: NonNegativeMoney,
    buyerIban: z
      .enum(['not-taken', 'optional', 'required'])
      .describe("Whether the refund takes the buyer's IBAN."),
    needsApproval: z.boolean().describe('True when another person has to approve it first.'),
    text: z.string(),
  }),
  z.strictObject({
    timing: RefundTiming,
    available: z.literal(false),
    reason: z.string(),
    text: z.string(),
    nextStep: z.string().describe('The timing that works, another action, or `none`.'),
  }),
]);

const RefundOptions = z.strictObject({
  orderId: OrderId,
  captured: NonNegativeMoney,
  promised: NonNegativeMoney,
  refunded: NonNegativeMoney,
  refundable: NonNegativeMoney,
  refundableVat: z.array(VatPart),
  refundableExcess: NonNegativeMoney,
  rows: z.array(RefundableRow.unwrap().extend({ name: z.string().optional() })),
  options: z.array(Option),
  pendingApprovals: z
    .array(
      z.strictObject({
        refundId: RefundId,
        amount: PositiveMoney,
        requestedBy: Actor,
        requestedAt: Timestamp,
        links: z.strictObject({ approve: Path, decline: Path }),
      }),
    )
    .describe('Refunds that another person has to approve.'),
  links: Links,
});

const ParkedMessage = ParkedLine.unwrap()
  .omit({ lane: true })
  .extend({
    waitingBehind: z.int().min(0).describe('Messages of its key that wait until it is dealt with.'),
    links: z
      .strictObject({ retry: Path, skip: Path })
      .optional()
      .describe('What can be done; absent when it has ended.'),
  });

const ReturnShown = PaymentReturn.unwrap().extend({
  links: z.strictObject({ retry: Path }).optional().describe('Present when it failed.'),
});

const TransferShown = Transfer.unwrap().extend({
  links: z
    .strictObject({
      allocate: Path.optional(),
      sendBack: Path.optional(),
      sentBack: Path.optional(),
    })
    .optional()
    .describe('What can be done; absent when nothing can.'),
});

const Summary = z.strictObject({
  groups: z.array(
    z.strictObject({
      group: z.enum([...PendingWork.exclude(['none']).options, 'card-alert']),
      count: z.int().min(0),
      oldest: Timestamp.optional(),
      answerBy: Timestamp.optional().describe('The first deadline, where the work has one.'),
      href: Path,
    }),
  ),
  asOf: AsOf,
});

const SavedViewShown = SavedViews.unwrap()
  .shape.views.unwrap()
  .element.unwrap()
  .extend({
    shared: z.boolean(),
    savedBy: NamedActor,
    links: z.strictObject({ self: Path, transactions: Path, export: Path }),
  });

const SavedViewList = z.strictObject({
  items: z.array(SavedViewShown),
  next: z.null(),
  prev: z.null(),
  asOf: AsOf,
});

const Merchant = MerchantInformation.unwrap().omit({ revision: true });

/** The shape of every answer, by the name it has in the API's document. */
export const ANSWER_SCHEMAS = {
  Order,
  ReceivedOrder,
  TransactionPage: page(Transaction),
  Summary,
  Refund: RefundShown,
  RefundList,
  RefundOptions,
  Case: CaseTold,
  CaseList,
  CasePage: page(CaseTold),
  BuyersCase,
  BuyerPage,
  PreparedWithdrawal,
  Acknowledgement,
  Parcels,
  ManyParcels,
  ...SETTLEMENT_SCHEMAS,
  SavedView: SavedViewShown,
  SavedViewList,
  Merchant,
  ParkedMessage,
  ParkedPage: page(ParkedMessage),
  PaymentReturn: ReturnShown,
  ReturnPage: page(ReturnShown),
  Transfer: TransferShown,
  TransferPage: page(TransferShown),
  WaitingRefundPage: page(WaitingRefund),
  UnsentMailPage: page(UnsentMail),
  Problem,
} as const satisfies Readonly<Record<string, z.ZodType>>;
export type AnswerName = keyof typeof ANSWER_SCHEMAS;
