import { CaseExtent, CaseKind, RowQuantity, RefundReason, ROWS_MAX } from '@libs/contracts';
import { longText, PositiveMoney, z } from '@libs/kernel';
import {
  BooleanField,
  Field,
  OptionalField,
  OptionalNested,
  OptionalNestedList,
  Nested,
} from './field.js';
import { PositiveMoneyBody } from './money-body.js';
import { RowQuantityBody } from './refund-body.js';
import { lines } from './texts.js';

const MESSAGE_MAX = 2000;

/** A case as it is opened. */
export class CaseBody {
  @Field({
    type: 'string',
    enum: CaseKind.options,
    description: 'A store offers price reductions; all four are for its buyers.',
    example: 'price-reduction',
  })
  readonly kind!: string;

  @OptionalNested(() => PositiveMoneyBody, {
    description: 'Required for a price reduction; a reclamation may name a sum.',
  })
  readonly amount?: PositiveMoneyBody;

  @OptionalNestedList(() => RowQuantityBody, ROWS_MAX)
  readonly rows?: readonly RowQuantityBody[];

  @OptionalField({ type: 'string', enum: RefundReason.options, default: 'other' })
  readonly reason?: string;

  @OptionalField(lines(MESSAGE_MAX, 'One of the cups is chipped.'))
  readonly message?: string;
}

/** A yes, to all or to a part. */
export class AcceptBody {
  @Field({
    type: 'string',
    enum: CaseExtent.options,
    description: '`without-refund` sets a reclamation right without money.',
    example: 'full',
  })
  readonly extent!: string;

  @OptionalNested(() => PositiveMoneyBody, {
    description: 'Of an acceptance in part: a sum, or rows; never both.',
  })
  readonly amount?: PositiveMoneyBody;

  @OptionalNestedList(() => RowQuantityBody, ROWS_MAX)
  readonly rows?: readonly RowQuantityBody[];

  @BooleanField('Means a refund before the goods that were sent are back.')
  readonly beforeGoods?: boolean;

  @OptionalField(lines(MESSAGE_MAX))
  readonly message?: string;
}

/** Another sum. */
export class CounterOfferBody {
  @Nested(() => PositiveMoneyBody)
  readonly amount!: PositiveMoneyBody;

  @OptionalField(lines(MESSAGE_MAX))
  readonly message?: string;
}

/** Words for the other side. */
export class MessageBody {
  @Field(lines(MESSAGE_MAX, 'Please send it back to our shop.'))
  readonly message!: string;
}

/** Of a withdrawal, too: longer lists are refused before their members are looked at. */
export const CASE_LISTS = { rows: ROWS_MAX } as const;

const message = longText(MESSAGE_MAX);
/** Kinds that are of goods alone: their sum follows from them. */
const WHAT_COMES_BACK: readonly CaseKind[] = ['cancellation', 'partial-return'];
const part = {
  amount: PositiveMoney.optional(),
  rows: z.array(RowQuantity).min(1).max(ROWS_MAX).optional(),
};

/** The same by the contract: what would change nothing is refused, not left unread. */
export const NewCase = z
  .strictObject({
    kind: CaseKind,
    ...part,
    reason: RefundReason.default('other'),
    message: message.optional(),
  })
  .refine(({ kind, amount }) => amount === undefined || !WHAT_COMES_BACK.includes(kind), {
    path: ['amount'],
    message: 'is of price reductions and reclamations: what comes back says what it comes to',
  })
  .refine(({ kind, rows }) => rows === undefined || kind !== 'cancellation', {
    path: ['rows'],
    message: 'are not of a cancellation, which is of the whole order: ask for a partial return',
  });
export type NewCase = z.infer<typeof NewCase>;

export const Acceptance = z
  .strictObject({
    extent: CaseExtent,
    ...part,
    beforeGoods: z.boolean().default(false),
    message: message.optional(),
  })
  .refine(({ extent, amount }) => amount === undefined || extent === 'part', {
    path: ['amount'],
    message: 'is of an acceptance in part',
  })
  .refine(({ extent, rows }) => rows === undefined || extent === 'part', {
    path: ['rows'],
    message: 'are of an acceptance in part',
  })
  .refine(({ amount, rows }) => amount === undefined || rows === undefined, {
    path: ['amount'],
    message: 'is not given with rows, which say what they come to',
  });
export type Acceptance = z.infer<typeof Acceptance>;

export const Offer = z.strictObject({ amount: PositiveMoney, message: message.optional() });
export type Offer = z.infer<typeof Offer>;

export const Message = z.strictObject({ message });
export type Message = z.infer<typeof Message>;
