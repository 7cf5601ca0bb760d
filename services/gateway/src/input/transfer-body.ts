import { SendBackReason } from '@libs/contracts';
import { OrderId, RefundId, z } from '@libs/kernel';
import { Field } from './field.js';
import { lines } from './texts.js';

/** Which refund a transfer is for. */
export class AllocationBody {
  @Field({
    type: 'string',
    format: 'uuid',
    description: 'The order of the refund.',
    example: '6a1e7d0c-54a2-5b1f-8a6e-2d9f4c3b1e02',
  })
  readonly orderId!: string;

  @Field({
    type: 'string',
    format: 'uuid',
    description: 'A refund that waits for a transfer of exactly this sum.',
    example: 'c2f4b6a8-1d3e-5f7a-9b0c-4e6d8f0a2b03',
  })
  readonly refundId!: string;
}

/** The same by the contract: the words of `AllocateTransfer` that are the operator's. */
export const AllocationWish = z.strictObject({ orderId: OrderId, refundId: RefundId });
export type AllocationWish = z.infer<typeof AllocationWish>;

/** Why a transfer goes back. */
export class SendBackBody {
  @Field({
    ...lines(500, 'Paid twice; the payer was told by phone.'),
    description: 'For operators only; sealed in the log as the name of the payer is.',
  })
  readonly reason!: string;
}

/** The same by the contract: the words of `SendTransferBack` that are the operator's. */
export const SendBackWish = z.strictObject({ reason: SendBackReason });
export type SendBackWish = z.infer<typeof SendBackWish>;
