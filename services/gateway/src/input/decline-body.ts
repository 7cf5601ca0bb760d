import { AccountCommand } from '@libs/contracts';
import { assert, type z } from '@libs/kernel';
import { OptionalField } from './field.js';
import { lines } from './texts.js';

/** Why a refund is declined. */
export class DeclineBody {
  @OptionalField({
    ...lines(500, 'Agreed otherwise with the buyer.'),
    description: 'For your own people only.',
  })
  readonly reason?: string;
}

const DeclineRefund = AccountCommand.options[5].unwrap().shape;
assert(DeclineRefund.type.value === 'DeclineRefund', 'a refund is declined by its own command');

/** The same by the contract: the words of `DeclineRefund` that are the merchant's. */
export const Decline = DeclineRefund.data.unwrap().pick({ reason: true });
export type Decline = z.infer<typeof Decline>;
