import { RowQuantity, ROWS_MAX } from '@libs/contracts';
import { text, z } from '@libs/kernel';
import { Field, OptionalField, OptionalNestedList } from './field.js';
import { RowQuantityBody } from './refund-body.js';
import { code, line } from './texts.js';

/** The longest confirmation that the first step may answer: of as many rows as an order has. */
const CONFIRMATION_MAX = 60_000;

/** The first step of a withdrawal: who withdraws from what. */
export class WithdrawalBody {
  @Field(line(100, 'Matti Meikäläinen'))
  readonly name!: string;

  @Field({ type: 'string', format: 'email', maxLength: 320, example: 'matti@shop.example' })
  readonly email!: string;

  @OptionalField({
    ...code(50, '1998524'),
    description: 'What names the contract; the order number when it is left out.',
  })
  readonly contract?: string;

  @OptionalNestedList(() => RowQuantityBody, ROWS_MAX)
  readonly rows?: readonly RowQuantityBody[];
}

/** The second step: what the first one answered. */
export class ConfirmationBody {
  @Field({
    type: 'string',
    minLength: 1,
    maxLength: CONFIRMATION_MAX,
    description: 'The `confirmation` of the first step.',
  })
  readonly confirmation!: string;
}

/** The same by the contract. */
export const NewWithdrawal = z.strictObject({
  name: text(100),
  email: z.email().max(320),
  contract: text(50).optional(),
  rows: z.array(RowQuantity).min(1).max(ROWS_MAX).optional(),
});
export type NewWithdrawal = z.infer<typeof NewWithdrawal>;

export const Confirmation = z.strictObject({
  confirmation: z.string().min(1).max(CONFIRMATION_MAX),
});
export type Confirmation = z.infer<typeof Confirmation>;
