import { returnIdOf, type ReceivedMoney } from '@libs/contracts';
import { eur, INSTITUTION, minus, type Timestamp } from '@libs/kernel';
import { paymentKey, paymentTold, type DemoCase } from './demo-order-steps.js';
import { commandStep, messageStep, type DemoStep } from './demo-steps.js';
import { actsOf, type DemoAct } from './demo-stories.js';
import { usersWith } from './demo-users.js';

/** The buyer will pay, and the money is on its way. */
export const fundsAwaited = ({ order }: DemoCase, at: Timestamp): DemoStep =>
  messageStep('payments.events', paymentKey(order), at, {
    type: 'PaymentPending',
    data: {
      ...{ sellerId: order.merchant.sellerId, paymentId: order.paymentId },
      ...{ method: order.method, pendingAt: at },
    },
  });

/** The time to pay is over, as its timer says for the institution. */
export function expired({ order: { orderId } }: DemoCase, at: Timestamp): DemoStep {
  const actor = { kind: 'system', id: 'orders.payments-due' } as const;
  const command = { type: 'ExpireOrder', data: { orderId, at } } as const;
  return commandStep('orders', orderId, { tenant: INSTITUTION, actor }, command);
}

/** The web store calls the order off. */
export function cancelled({ order }: DemoCase, at: Timestamp): DemoStep {
  const { orderId, merchant } = order;
  const { merchantId, sellerId } = merchant;
  const [webStore] = usersWith(merchantId, 'webstore');
  const actor = { kind: 'webstore', id: webStore?.userId ?? sellerId } as const;
  const command = { type: 'CancelOrder', data: { orderId, at } } as const;
  return commandStep('orders', orderId, { tenant: merchantId, actor }, command);
}

/** The payments that are told of an order, by the acts that tell them. */
const PAYMENTS = {
  'pay-too-little': ({ total }: DemoCase) => ({
    receiptId: 'short',
    paid: minus(total, eur(1_00)),
  }),
  'pay-in-kronor': ({ total: { minorUnits } }: DemoCase) => ({
    receiptId: 'kronor',
    paid: { minorUnits: minorUnits * 11, currency: 'SEK' },
  }),
  pay: ({ paid }: DemoCase) => ({ receiptId: 'receipt', paid }),
  'pay-twice': ({ paid }: DemoCase) => ({ receiptId: 'again', paid }),
} as const satisfies Partial<Readonly<Record<DemoAct, (each: DemoCase) => Payment>>>;

interface Payment {
  readonly receiptId: string;
  readonly paid: ReceivedMoney;
}

export const paid = (each: DemoCase, at: Timestamp, act: keyof typeof PAYMENTS): DemoStep =>
  paymentTold(each, at, paymentOf(each, act));

function paymentOf(each: DemoCase, act: keyof typeof PAYMENTS): Payment {
  const { receiptId, paid: sum } = PAYMENTS[act](each);
  return { receiptId: `${receiptId}-${each.order.paymentId}`, paid: sum };
}

/** How the payment that did not fit went back. */
export function returnEnded(
  each: DemoCase,
  at: Timestamp,
  how: 'return-paid' | 'return-failed',
): DemoStep {
  const { orderId, story } = each.order;
  const misfit = MISFITS.find((act) => actsOf(story).includes(act)) ?? 'pay';
  const { receiptId } = paymentOf(each, misfit);
  const payment = { orderId, receiptId, returnId: returnIdOf(orderId, receiptId, 1) };
  return messageStep(
    'payouts.events',
    orderId,
    at,
    how === 'return-paid'
      ? { type: 'ReturnPaid', data: { ...payment, paidAt: at } }
      : { type: 'ReturnFailed', data: { ...payment, reason: 'Tili on suljettu.', failedAt: at } },
  );
}

const MISFITS = ['pay-too-little', 'pay-in-kronor', 'pay-twice'] as const;
