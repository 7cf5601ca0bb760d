import type { OrderDetails } from '@libs/contracts';
import type { NextStep } from '../problems/problem.js';
import { cancelPath } from './links.js';

/** What works instead of a refund before the payment: an order is called off, once. */
export const stepBeforePayment = ({
  orderId,
  paymentState,
}: Pick<OrderDetails, 'orderId' | 'paymentState'>): NextStep | undefined =>
  paymentState === 'paid' || paymentState === 'cancelled'
    ? undefined
    : { action: 'cancel', href: cancelPath(orderId) };
