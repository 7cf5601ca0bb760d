import { transfersView, type Transfer, type TransferEvent } from '@libs/contracts';
import { existing, type Named, type Projection, type Recorded } from '@libs/kernel';

/** Every transfer that came, for operators: what it funded, or why it funded nothing. */
export const transfers: Projection<Transfer, TransferEvent> = {
  name: transfersView.name,
  version: transfersView.version,
  documentId: ({ data }) => data.transferId,
  on: {
    TransferReceived: (_none, { data }) => {
      const { merchantId: _merchantId, ...received } = data;
      return { ...received, status: 'received', changedAt: data.receivedAt };
    },
    TransferMatched: existing(matched),
    TransferUnmatched: existing(
      (transfer, { data: { reason, unmatchedAt } }: Told<'TransferUnmatched'>) => ({
        ...transfer,
        status: 'unmatched',
        reason,
        changedAt: unmatchedAt,
      }),
    ),
  },
};

type Told<Type extends TransferEvent['type']> = Recorded<Named<TransferEvent, Type>>;

/** It may have been unmatched before: the reason is gone with that. */
function matched(
  { reason: _reason, ...transfer }: Transfer,
  { data: { orderId, refundId, matchedAt } }: Told<'TransferMatched'>,
): Transfer {
  return { ...transfer, status: 'matched', orderId, refundId, changedAt: matchedAt };
}
