import { text, z } from '@libs/kernel';
import { Field } from './field.js';
import { line } from './texts.js';

/** Why a parked message is given up. */
export class SkipBody {
  @Field({
    ...line(500, 'A test message of the bank.'),
    description: 'Kept for good beside the message: name no person.',
  })
  readonly reason!: string;
}

/** The same by the contract: the words of `SkipParkedMessage` that are the operator's. */
export const SkipReason = z.strictObject({ reason: text(500) });
export type SkipReason = z.infer<typeof SkipReason>;
