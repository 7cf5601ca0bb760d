import type { TransferCommand, TransferEvent } from '@libs/contracts';
import { INSTITUTION, type Actor, type Named, type Timestamp } from '@libs/kernel';
import type { KnownTransfer } from './transfer.state.js';

type Data<Type extends TransferCommand['type']> = Named<TransferCommand, Type>['data'];

/** From now on it is this refund's, and nobody else's, until the refund's account has answered. */
export const assigned = (
  { received: { transferId, amount }, allocations }: KnownTransfer,
  { orderId, refundId }: Pick<Data<'AssignTransfer'>, 'orderId' | 'refundId'>,
  assignedAt: Timestamp,
  assignedBy?: Actor,
): TransferEvent => ({
  type: 'TransferAssigned',
  data: {
    ...{ transferId, merchantId: INSTITUTION, orderId, refundId },
    ...{ allocation: allocations + 1, amount },
    ...(assignedBy !== undefined && { assignedBy }),
    assignedAt,
  },
});

/** It funds nothing, and waits for an operator. */
export const leftUnmatched = ({ at, ...left }: Data<'LeaveUnmatched'>): TransferEvent => ({
  type: 'TransferUnmatched',
  data: { ...left, merchantId: INSTITUTION, unmatchedAt: at },
});
