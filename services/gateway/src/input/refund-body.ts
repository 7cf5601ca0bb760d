import { AccountCommand, RefundKind, RefundReason, RefundTiming } from '@libs/contracts';
import { assert, type z } from '@libs/kernel';
import { Field, OptionalField, OptionalNested } from './field.js';
import { PositiveMoneyBody } from './money-body.js';
import { lines } from './texts.js';

/** A refund as a merchant asks for it. */
export class RefundBody {
  @Field({
    type: 'string',
    enum: RefundKind.options,
    description: '`full` takes all that is left; `price-reduction` a sum, the goods stay.',
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

  @OptionalNested(() => PositiveMoneyBody, { description: 'Required for a price reduction.' })
  readonly amount?: PositiveMoneyBody;

  @Field({ type: 'string', enum: RefundReason.options, example: 'defective' })
  readonly reason!: string;

  @OptionalField(lines(500, 'The seam was torn.'))
  readonly description?: string;

  @OptionalField(lines(500, 'Agreed by phone.'))
  readonly internalNote?: string;
}

const RequestRefund = AccountCommand.options[2].unwrap().shape;
assert(RequestRefund.type.value === 'RequestRefund', 'a refund is asked for by its own command');

/** The same by the contract: the words of `RequestRefund` that are the merchant's. */
export const RefundWish = RequestRefund.data
  .unwrap()
  .pick({
    kind: true,
    timing: true,
    amount: true,
    reason: true,
    description: true,
    internalNote: true,
  })
  .refine(({ kind, amount }) => kind === 'full' || amount !== undefined, {
    path: ['amount'],
    message: 'is required for a price reduction',
  });
export type RefundWish = z.infer<typeof RefundWish>;
