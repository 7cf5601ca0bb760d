import { AccountEvent, ERASED, type PayoutInstruction } from '@libs/contracts';
import type { Recorded } from '@libs/kernel';

/** An ordered payout as the payout system is asked for it, by the id of the event that says so. */
export type PayoutOrder = PayoutInstruction & {
  readonly id: string;
  readonly key: string;
  readonly time: string;
};

/** What the payout system is told of an account: which payouts to make, and nothing else. */
export function payoutInstruction(recorded: Recorded): PayoutOrder | undefined {
  if (recorded.type !== 'RefundPayoutOrdered') return undefined;
  const event = AccountEvent.parse({ type: recorded.type, data: recorded.data });
  if (event.type !== 'RefundPayoutOrdered') return undefined;
  const { orderId, refundId, receiptId, method, amount, buyerIban, orderedAt } = event.data;
  return {
    id: recorded.id,
    key: orderId,
    time: orderedAt,
    type: 'PayoutOrdered',
    data: {
      ...{ orderId, refundId, receiptId, method, amount },
      // Erased since, it is for the payout system to say that it cannot pay.
      ...(buyerIban !== undefined && buyerIban !== ERASED && { buyerIban }),
      orderedAt,
    },
  };
}
