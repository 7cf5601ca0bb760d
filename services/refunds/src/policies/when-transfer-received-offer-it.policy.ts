import type { FundingCommand, TransferCommand, TransferEvent } from '@libs/contracts';
import { plainReference, ReferenceNumber, type Named, type Policy, type News } from '@libs/kernel';

type Received = News<Named<TransferEvent, 'TransferReceived'>>;

/** Money came: it is offered to whoever waits under its reference, else nobody waits for it. */
export const whenTransferReceivedOfferIt: Policy<TransferEvent, FundingCommand | TransferCommand> =
  {
    name: 'when-transfer-received-offer-it',
    topic: 'refunds.events',
    on: { TransferReceived: (received) => [offered(received)] },
    refused: {
      TransferReceived: (received, { code }) =>
        code === 'unknown' ? [unmatched(received, 'reference-unknown')] : undefined,
    },
  };

/** Payers write a reference in groups, and with zeros before it; neither means anything. */
function offered(received: Received): FundingCommand | TransferCommand {
  const { transferId, iban, amount, receivedAt } = received.data;
  const written = plainReference((received.data.reference ?? '').replace(/\s/gu, ''));
  if (written === '') return unmatched(received, 'reference-missing');
  const reference = ReferenceNumber.safeParse(written);
  if (!reference.success) return unmatched(received, 'reference-unknown');
  return {
    type: 'OfferTransfer',
    data: { reference: reference.data, transferId, iban, amount, at: receivedAt },
  };
}

function unmatched(
  { data: { transferId, receivedAt } }: Received,
  reason: 'reference-missing' | 'reference-unknown',
): TransferCommand {
  return { type: 'LeaveUnmatched', data: { transferId, reason, at: receivedAt } };
}
