import {
  AccountCommand,
  EXTRA_ROWS_MAX,
  RefundKind,
  RefundReason,
  RefundTiming,
  ROWS_MAX,
} from '@libs/contracts';
import { assert, type z } from '@libs/kernel';
import { Field, Nested, OptionalField, OptionalNested, OptionalNestedList } from './field.js';
import { MoneyBody, PositiveMoneyBody } from './money-body.js';
import { code, line, lines } from './texts.js';

const QUANTITY = {
  type: 'string',
  pattern: '^(?=.*[1-9])\\d{1,6}(?:\\.\\d{1,3})?$',
  description: 'A plain decimal, more than zero.',
  example: '1',
} as const;

/** How many of a row of the order come back. */
export class RowQuantityBody {
  @Field({
    type: 'integer',
    minimum: 1,
    maximum: Number.MAX_SAFE_INTEGER,
    description: 'As the refund options list it.',
    example: 1,
  })
  readonly rowNumber!: number;

  @Field(QUANTITY)
  readonly quantity!: string;
}

/** A row that the order has not. */
export class ExtraRowBody {
  @Field(line(40, 'Shipping'))
  readonly name!: string;

  @Field(QUANTITY)
  readonly quantity!: string;

  @Nested(() => MoneyBody, {
    description:
      'Of one unit, VAT included. Negative: money back, such as shipping. Positive: off the refund, such as a lost discount.',
  })
  readonly unitPrice!: MoneyBody;

  @Field({
    type: 'integer',
    minimum: 0,
    maximum: 10_000,
    description: 'In hundredths of a percent: 2550 is 25,50 %.',
    example: 2550,
  })
  readonly vatRate!: number;
}

/** A refund as a merchant asks for it. */
export class RefundBody {
  @Field({
    type: 'string',
    enum: RefundKind.options,
    description:
      '`full` takes all that is left; `price-reduction` a sum, the goods stay; `partial-return` what comes back, by row and quantity.',
    example: 'price-reduction',
  })
  readonly kind!: string;

  @Field({
    type: 'string',
    enum: RefundTiming.options,
    description: 'From held money, or funded by your transfer. Never switched silently.',
    example: 'before-settlement',
  })
  readonly timing!: string;

  @OptionalNested(() => PositiveMoneyBody, {
    description:
      'The total. Required for a price reduction without rows; rows that do not sum to it are refused.',
  })
  readonly amount?: PositiveMoneyBody;

  @OptionalNestedList(() => RowQuantityBody, ROWS_MAX)
  readonly rows?: readonly RowQuantityBody[];

  @OptionalNestedList(() => ExtraRowBody, EXTRA_ROWS_MAX)
  readonly extraRows?: readonly ExtraRowBody[];

  @Field({ type: 'string', enum: RefundReason.options, example: 'defective' })
  readonly reason!: string;

  @OptionalField({
    ...lines(500, 'The seam was torn.'),
    description: 'For the buyer to read.',
  })
  readonly description?: string;

  @OptionalField({ ...lines(500, 'Agreed by phone.'), description: 'For your own people only.' })
  readonly internalNote?: string;

  @OptionalField({
    ...code(20, 'CANCEL-1'),
    description: 'Your own name for this refund: at most once an order, whatever becomes of it.',
  })
  readonly cancelId?: string;

  @OptionalField({
    type: 'string',
    pattern: '^[A-Z]{2}\\d{2}[A-Z0-9]{11,30}$',
    description:
      "The buyer's Finnish IBAN, without spaces; the refund options say whether it is required, optional or not taken.",
    example: 'FI2112345600000785',
  })
  readonly buyerIban?: string;
}

/** Longer lists are refused before their members are looked at. */
export const REFUND_LISTS = { rows: ROWS_MAX, extraRows: EXTRA_ROWS_MAX } as const;

const RequestRefund = AccountCommand.options[2].unwrap().shape;
assert(RequestRefund.type.value === 'RequestRefund', 'a refund is asked for by its own command');

/** The same by the contract: the words of `RequestRefund` that are the merchant's. */
export const RefundWish = RequestRefund.data
  .unwrap()
  .pick({
    kind: true,
    timing: true,
    amount: true,
    rows: true,
    extraRows: true,
    reason: true,
    description: true,
    internalNote: true,
    cancelId: true,
    buyerIban: true,
  })
  .refine(
    ({ kind, amount, extraRows }) =>
      kind !== 'price-reduction' || amount !== undefined || extraRows !== undefined,
    { path: ['amount'], message: 'is required for a price reduction without rows' },
  )
  .refine(({ kind, rows }) => kind !== 'partial-return' || rows !== undefined, {
    path: ['rows'],
    message: 'are required for a partial return',
  });
export type RefundWish = z.infer<typeof RefundWish>;
