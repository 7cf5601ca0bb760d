import type { AccountEvent, OrderCommand, OrderEvent } from '@libs/contracts';
import { eur, NOTHING, type CommandAnswer, type CommandEnvelope } from '@libs/kernel';
import type { Accepted } from './commands/accepted.js';
import type { Sent } from './gateway.fixtures.js';
import { MERCHANT, NOW } from './gateway.fixtures.js';
import { ORDER, PAYMENT, REFUND, SELLER } from './shown.fixtures.js';
import { PaymentMethod } from '@libs/contracts';

export const POSITION = '00000000000000000042';

/** A service says yes, having recorded these events. */
export const yes = (
  events: readonly (AccountEvent | OrderEvent)[],
  over: { readonly repeated?: boolean; readonly revision?: number } = {},
): Accepted => ({
  outcome: 'accepted',
  repeated: false,
  stream: 'account-1',
  revision: 2,
  position: POSITION,
  events,
  ...over,
});

/** A service says no, by a rule. */
export const no = (code: string, details?: Readonly<Record<string, unknown>>): CommandAnswer => ({
  outcome: 'rejected',
  rejection: details === undefined ? { code } : { code, details },
});

/** As the orders service records what it was sent. */
export function recordedOrder({ envelope }: Sent): OrderEvent {
  const { at, ...sent } =
    dataOf<Extract<OrderCommand, { readonly type: 'ReceiveOrder' }>>(envelope);
  return {
    type: 'OrderReceived',
    data: {
      ...sent,
      rows: [],
      rounding: 'row-half-away-from-zero',
      total: eur(573_10),
      vat: [],
      receivedAt: at,
    },
  };
}

/** The command's data, as its contract types it. */
export const dataOf = <Command extends { readonly data: object }>({
  command,
}: CommandEnvelope): Command['data'] => command.data;

const refund = { orderId: ORDER, merchantId: MERCHANT, refundId: REFUND };
const split = { amount: eur(15_00), vat: [], excess: NOTHING };

export const requested: AccountEvent = {
  type: 'RefundRequested',
  data: {
    ...refund,
    ...split,
    kind: 'price-reduction',
    timing: 'before-settlement',
    reason: 'defective',
    description: 'The seam was torn.',
    requestedAt: NOW,
  },
};

export const payoutOrdered: AccountEvent = {
  type: 'RefundPayoutOrdered',
  data: {
    ...refund,
    ...split,
    sellerId: SELLER,
    paymentId: PAYMENT,
    receiptId: 'receipt-1',
    method: PaymentMethod.parse('FI50'),
    source: 'held',
    orderedAt: NOW,
  },
};
