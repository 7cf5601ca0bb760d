import {
  CaseLine,
  CaseShown,
  Delivery,
  OrderMoney,
  OrderStatus,
  Parcel,
  PricedRow,
  Withdrawal,
} from '@libs/contracts';
import { CaseId, NonNegativeMoney, Timestamp, z } from '@libs/kernel';
import { AsOf, NamedActor, NextStep, Path } from './answer-parts.js';

/** What a case can be asked now. */
const CaseCommands = z
  .array(z.strictObject({ command: z.string(), href: Path }))
  .describe('What the reader can ask of it now.');

/** A case, as the merchant follows it. */
export const CaseTold = CaseShown.unwrap()
  .omit({ merchantId: true, terms: true, revision: true })
  .extend({
    lines: z.array(CaseLine.unwrap().extend({ who: NamedActor })),
    failure: CaseShown.unwrap()
      .shape.failure.unwrap()
      .unwrap()
      .extend({ nextStep: NextStep.optional() })
      .optional()
      .describe('Why the account refused the refund of the last acceptance.'),
    etagPart: z.string().describe('Its part of an ETag, for `If-Match`.'),
    href: Path,
    order: Path,
    refund: Path.optional(),
    commands: CaseCommands,
  });

/** The cases of an order. */
export const CaseList = z.strictObject({
  items: z.array(CaseTold),
  next: z.null(),
  prev: z.null(),
  asOf: AsOf,
});

/** A case, as the buyer follows it: without names. */
export const BuyersCase = CaseTold.omit({ order: true, refund: true, lines: true }).extend({
  lines: z.array(CaseLine.unwrap().omit({ who: true })),
});

/** The order, as its buyer sees it. */
export const BuyerPage = z.strictObject({
  store: z.strictObject({ name: z.string(), url: z.string() }).optional(),
  orderNumber: z.string(),
  status: OrderStatus,
  statusCode: z.string(),
  total: NonNegativeMoney,
  money: OrderMoney.unwrap().omit({ settled: true }),
  rows: z.array(
    PricedRow.unwrap().pick({
      ...{ rowNumber: true, name: true, quantity: true, gross: true, type: true },
    }),
  ),
  receivedAt: Timestamp,
  paidAt: Timestamp.optional(),
  delivery: Delivery.unwrap()
    .pick({ allSentAt: true, inspection: true, inspectionEnded: true })
    .extend({
      parcels: z.array(Parcel.unwrap().omit({ isTraceable: true, changedAt: true })),
    }),
  cases: z.array(BuyersCase),
  withdrawal: z.strictObject({
    label: z.string().describe('What this function is to be called, by law.'),
    isAvailable: z.boolean(),
    endsAt: Timestamp.optional().describe('Absent while the goods are on their way.'),
    href: Path,
    acknowledgements: z.array(Path),
  }),
  commands: CaseCommands,
  links: z.strictObject({ self: Path }),
});

/** What a buyer would declare. */
export const PreparedWithdrawal = z.strictObject({
  statement: z.string().describe('What will be declared.'),
  confirmation: z.string().describe('Send it to the second step.'),
  confirmLabel: z.string().describe('What the second step is to be called, by law.'),
  confirmBefore: Timestamp,
  periodEndsAt: Timestamp.optional(),
  links: z.strictObject({ confirm: Path }),
});

/** What a buyer declared, to be kept. */
export const Acknowledgement = Withdrawal.unwrap().extend({
  caseId: CaseId,
  text: z.string().describe('The contents, the day and the time, to be kept.'),
  links: z.strictObject({ self: Path, case: Path }),
});
