import type { TransferCommand, TransferEvent } from '@libs/contracts';
import {
  accept,
  equal,
  INSTITUTION,
  reject,
  type Decision,
  type Named,
  type Refusal,
} from '@libs/kernel';
import { assigned } from './transfer-facts.js';
import type { KnownTransfer } from './transfer.state.js';

export type OperatorRejection = Refusal<
  | 'still-being-matched'
  | 'already-assigned'
  | 'already-matched'
  | 'goes-back'
  | 'not-to-be-sent-back'
  | 'refund-not-waiting'
  | 'sum-differs'
>;

type OperatorDecision = Decision<TransferEvent, OperatorRejection>;
type Data<Type extends TransferCommand['type']> = Named<TransferCommand, Type>['data'];

/** An operator says which refund an unmatched transfer is for; the sum has to be what it waits for. */
export function allocate(data: Data<'AllocateTransfer'>, state: KnownTransfer): OperatorDecision {
  const { needed, allocatedBy, at } = data;
  if (state.status !== 'unmatched') return notFree(state);
  if (needed === undefined) return reject('refund-not-waiting');
  const { amount } = state.received;
  if (!equal(amount, needed)) return reject('sum-differs', { transferred: amount, needed });
  return accept(assigned(state, data, at, allocatedBy));
}

/** An operator says that an unmatched transfer goes back to its payer; that stands. */
export function sendBack(data: Data<'SendTransferBack'>, state: KnownTransfer): OperatorDecision {
  const { at, ...decided } = data;
  if (state.status !== 'unmatched') return notFree(state);
  return accept({
    type: 'TransferSendBackDecided',
    data: { ...decided, merchantId: INSTITUTION, decidedAt: at },
  });
}

/** An operator has sent it back at the bank. */
export function noteSentBack(
  { at, ...noted }: Data<'NoteTransferSentBack'>,
  state: KnownTransfer,
): OperatorDecision {
  if (state.status === 'sent-back') return accept();
  if (state.status !== 'to-be-sent-back') return reject('not-to-be-sent-back');
  return accept({
    type: 'TransferSentBack',
    data: { ...noted, merchantId: INSTITUTION, sentBackAt: at },
  });
}

/** Who has it, so that a second operator sees what the first one did. */
function notFree(
  state: Exclude<KnownTransfer, { readonly status: 'unmatched' }>,
): Decision<never, OperatorRejection> {
  switch (state.status) {
    case 'received':
      return reject('still-being-matched');
    case 'assigned':
      return reject('already-assigned', refundOf(state.assigned));
    case 'matched':
      return reject('already-matched', refundOf(state.matched));
    case 'to-be-sent-back':
    case 'sent-back':
      return reject('goes-back', { status: state.status });
  }
}

const refundOf = ({ orderId, refundId }: Pick<Data<'AssignTransfer'>, 'orderId' | 'refundId'>) => ({
  orderId,
  refundId,
});
