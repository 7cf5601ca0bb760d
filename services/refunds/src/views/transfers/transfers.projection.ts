import { transfersView, type Transfer, type TransferEvent } from '@libs/contracts';
import { existing, type Named, type Projection, type Recorded } from '@libs/kernel';

/** Every transfer that came, for operators: what it is for, who said so, or why it funds nothing. */
export const transfers: Projection<Transfer, TransferEvent> = {
  name: transfersView.name,
  version: transfersView.version,
  documentId: ({ data }) => data.transferId,
  on: {
    TransferReceived: (_none, { data }) => {
      const { merchantId: _merchantId, ...received } = data;
      return { ...received, status: 'received', changedAt: data.receivedAt };
    },
    TransferAssigned: existing(assigned),
    TransferMatched: existing(matched),
    TransferUnmatched: existing(unmatched),
    TransferSendBackDecided: existing(
      (transfer, { data }: Told<'TransferSendBackDecided'>): Transfer => {
        const { reason, decidedBy, decidedAt } = data;
        const sendBack = { reason, decidedBy, decidedAt };
        return { ...transfer, status: 'to-be-sent-back', sendBack, changedAt: decidedAt };
      },
    ),
    TransferSentBack: existing(sentBack),
  },
};

type Told<Type extends TransferEvent['type']> = Recorded<Named<TransferEvent, Type>>;

/** It may have been unmatched before: the reason is gone with that. */
function assigned(
  { reason: _reason, ...transfer }: Transfer,
  { data: { orderId, refundId, assignedBy, assignedAt } }: Told<'TransferAssigned'>,
): Transfer {
  return {
    ...{ ...transfer, status: 'assigned', orderId, refundId },
    ...(assignedBy !== undefined && { assignedBy }),
    ...{ assignedAt, changedAt: assignedAt },
  };
}

function matched(
  { reason: _reason, ...transfer }: Transfer,
  { data: { orderId, refundId, matchedAt } }: Told<'TransferMatched'>,
): Transfer {
  return { ...transfer, status: 'matched', orderId, refundId, changedAt: matchedAt };
}

/** Free again: what it was to fund is not shown any more, but why it does not. */
function unmatched(
  { orderId: _order, refundId: _refund, assignedBy: _by, assignedAt: _at, ...transfer }: Transfer,
  { data: { reason, unmatchedAt } }: Told<'TransferUnmatched'>,
): Transfer {
  return { ...transfer, status: 'unmatched', reason, changedAt: unmatchedAt };
}

function sentBack(
  transfer: Transfer,
  { data: { sentBackBy, sentBackAt } }: Told<'TransferSentBack'>,
): Transfer {
  const { sendBack } = transfer;
  return {
    ...{ ...transfer, status: 'sent-back', changedAt: sentBackAt },
    ...(sendBack !== undefined && { sendBack: { ...sendBack, sentBackBy, sentBackAt } }),
  };
}
