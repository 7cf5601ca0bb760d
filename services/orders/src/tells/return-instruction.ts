import { OrderEvent, type ReturnInstruction } from '@libs/contracts';
import type { Recorded } from '@libs/kernel';

/** An ordered return as the payout system is asked for it, by the id of the event that says so. */
export type ReturnOrder = ReturnInstruction & {
  readonly id: string;
  readonly key: string;
  readonly time: string;
};

/** What the payout system is told of an order: which payments go back, and nothing else. */
export function returnInstruction(recorded: Recorded): ReturnOrder | undefined {
  if (recorded.type !== 'PaymentReturnOrdered') return undefined;
  const event = OrderEvent.parse({ type: recorded.type, data: recorded.data });
  if (event.type !== 'PaymentReturnOrdered') return undefined;
  const { orderId, receiptId, returnId, method, amount, orderedAt } = event.data;
  return {
    id: recorded.id,
    key: orderId,
    time: orderedAt,
    type: 'ReturnOrdered',
    data: { orderId, receiptId, returnId, method, amount, orderedAt },
  };
}
