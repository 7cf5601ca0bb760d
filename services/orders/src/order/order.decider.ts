import { OrderCommand, OrderEvent } from '@libs/contracts';
import { assert, type Aggregate, type Decider, type Decision, type Refusal } from '@libs/kernel';
import { awaitFunds, cancelOrder, choosePaymentMethod, expireOrder } from './before-payment.js';
import { evolve, type OrderState } from './order.state.js';
import {
  confirmReturn,
  failReturn,
  orderReturnAgain,
  type ReturnRejection,
} from './payment-return.js';
import { receiveOrder, type ReceiveRejection } from './receive-order.js';
import { recordPayment } from './record-payment.js';

export const orderDecider: Decider<OrderCommand, OrderState, OrderEvent, OrderRejection> = {
  initialState: { status: 'awaited' },
  decide,
  evolve,
};

/**
 * A web store's order and every payment for it: one stream, so that each payment is captured or
 * sent back as a whole, by what the order is in that moment (ADR 25).
 */
export const order: Aggregate<OrderCommand, OrderState, OrderEvent, OrderRejection> = {
  category: 'order',
  command: OrderCommand,
  event: OrderEvent,
  decider: orderDecider,
  streamId: ({ data }) => data.orderId,
  begins: ['ReceiveOrder'],
};

export type OrderRejection =
  | ReceiveRejection
  | ReturnRejection
  | Refusal<
      | 'already-paid'
      | 'order-cancelled'
      | 'order-expired'
      | 'receipt-id-reused'
      | 'receipt-not-taken'
    >;

function decide(command: OrderCommand, state: OrderState): Decision<OrderEvent, OrderRejection> {
  if (command.type === 'ReceiveOrder') return receiveOrder(command.data, state);
  assert(state.status !== 'awaited', 'only ReceiveOrder begins an order');
  switch (command.type) {
    case 'ChoosePaymentMethod':
      return choosePaymentMethod(command.data, state);
    case 'AwaitFunds':
      return awaitFunds(command.data, state);
    case 'ExpireOrder':
      return expireOrder(command.data, state);
    case 'CancelOrder':
      return cancelOrder(command.data, state);
    case 'RecordPayment':
      return recordPayment(command.data, state);
    case 'ConfirmReturn':
      return confirmReturn(command.data, state);
    case 'FailReturn':
      return failReturn(command.data, state);
    case 'OrderReturnAgain':
      return orderReturnAgain(command.data, state);
  }
}
