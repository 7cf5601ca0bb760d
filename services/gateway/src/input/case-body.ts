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

  @OptionalNested(() => PositiveMoneyBody, { description: 'Of an acceptance in part.' })
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

const message = longText(MESSAGE_MAX);
const part = {
  amount: PositiveMoney.optional(),
  rows: z.array(RowQuantity).min(1).max(ROWS_MAX).optional(),
};

/** The same by the contract: the words of the case's commands that are a person's. */
export const NewCase = z.strictObject({
  kind: CaseKind,
  ...part,
  reason: RefundReason.default('other'),
  message: message.optional(),
});
export type NewCase = z.infer<typeof NewCase>;

export const Acceptance = z.strictObject({
  extent: CaseExtent,
  ...part,
  beforeGoods: z.boolean().default(false),
  message: message.optional(),
});
export type Acceptance = z.infer<typeof Acceptance>;

export const Offer = z.strictObject({ amount: PositiveMoney, message: message.optional() });
export type Offer = z.infer<typeof Offer>;

export const Message = z.strictObject({ message });
export type Message = z.infer<typeof Message>;
