import {
  groupOf,
  type OrderDetails,
  type PaymentMethod,
  type PaymentsMessage,
} from '@libs/contracts';
import { idFrom, plus } from '@libs/kernel';
import type { Ports } from '@libs/platform';
import { extraCostOf } from '../methods/extra-cost.js';

/** What a buyer did on the page, as the payment system would tell it. */
export interface PaymentAct {
  readonly method: PaymentMethod;
  readonly isAuthenticated: boolean;
  readonly outcome: 'success' | 'delayed' | 'refused';
}

/**
 * Tells what the payment system would (on `payments.events`, as the simulators do): the method,
 * and then the money, or that it is on its way. Told twice, it is the same payment.
 */
export async function tellPayment(
  { bus, clock }: Pick<Ports, 'bus' | 'clock'>,
  order: OrderDetails,
  act: PaymentAct,
): Promise<void> {
  const time = clock.now();
  await bus.publish(
    'payments.events',
    messagesOf(order, act, time).map((message) => ({
      ...message,
      id: idFrom('payment-page', order.orderId, message.type, act.method),
      key: `${order.sellerId}/${order.paymentId}`,
      time,
    })),
  );
}

function messagesOf(
  { orderId, sellerId, paymentId, total, terms }: OrderDetails,
  { method, isAuthenticated, outcome }: PaymentAct,
  at: string,
): readonly PaymentsMessage[] {
  const payment = { sellerId, paymentId, method };
  const picked: PaymentsMessage = {
    type: 'PaymentMethodPicked',
    data: { ...payment, pickedAt: at },
  };
  switch (outcome) {
    case 'refused':
      return [picked];
    case 'delayed':
      return [picked, { type: 'PaymentPending', data: { ...payment, pendingAt: at } }];
    case 'success':
      return [
        picked,
        {
          type: 'PaymentSucceeded',
          data: {
            ...payment,
            receiptId: `test-${orderId}`,
            paid: plus(total, extraCostOf(method, terms)),
            ...(groupOf(method) === 'card' && { card: { ...TEST_CARD, isAuthenticated } }),
            succeededAt: at,
          },
        },
      ];
  }
}

const TEST_CARD = { brand: 'visa', lastFour: '1111', issuerCountry: 'FI' } as const;
