import { accountTransactionsView, orderDetailsView, REQUEST_TOPICS } from '@libs/contracts';
import { ServiceModule, shown, type ServiceDefinition } from '@libs/platform';
import { Module } from '@nestjs/common';
import { order } from './order/order.decider.js';
import { OrdersController } from './orders.controller.js';
import { whenPaymentMethodPickedChooseMethod } from './policies/when-payment-method-picked-choose-method.policy.js';
import { whenPaymentSucceededConfirmOrder } from './policies/when-payment-succeeded-confirm-order.policy.js';
import { accountTransactions } from './views/account-transactions/account-transactions.projection.js';
import { orderDetails } from './views/order-details/order-details.projection.js';

/** A web store's order, from its arrival to its payment, and what people see of it. */
export const ordersService: ServiceDefinition = {
  name: 'orders',
  requests: REQUEST_TOPICS.orders,
  decides: [order],
  shows: [
    shown(accountTransactions, accountTransactionsView, ['order', 'account', 'delivery']),
    shown(orderDetails, orderDetailsView, ['order', 'account', 'delivery']),
  ],
  follows: [whenPaymentMethodPickedChooseMethod, whenPaymentSucceededConfirmOrder],
  tells: [],
};

@Module({ imports: [ServiceModule.of(ordersService)], controllers: [OrdersController] })
export class OrdersModule {}
