import {
  accountTransactionsView,
  checkoutsView,
  merchantAddressesView,
  merchantMailsView,
  orderDetailsView,
  orderMailsView,
  paymentReturnsView,
  paymentsDueView,
  REQUEST_TOPICS,
  unsentMailsView,
} from '@libs/contracts';
import { addressBook, ServiceModule, shown, type ServiceDefinition } from '@libs/platform';
import { Module } from '@nestjs/common';
import { checkout } from './checkout/checkout.decider.js';
import { mailDue } from './letters/buyer-mails.js';
import { refundersAddresses, reminderDue } from './letters/funding-reminders.js';
import { mail } from './mail/mail.decider.js';
import { order } from './order/order.decider.js';
import { merchantMails } from './views/merchant-mails/merchant-mails.projection.js';
import { receipt } from './receipt/receipt.decider.js';
import { orderMails } from './views/order-mails/order-mails.projection.js';
import { OrdersController } from './orders.controller.js';
import { whenPaymentMethodPickedChooseMethod } from './policies/when-payment-method-picked-choose-method.policy.js';
import { whenPaymentPendingAwaitFunds } from './policies/when-payment-pending-await-funds.policy.js';
import { whenPaymentSucceededConfirmOrder } from './policies/when-payment-succeeded-confirm-order.policy.js';
import { whenReturnEndedRecordOutcome } from './policies/when-return-ended-record-outcome.policy.js';
import { returnInstruction } from './tells/return-instruction.js';
import { paymentsDue } from './timers/payments-due.projection.js';
import { accountTransactions } from './views/account-transactions/account-transactions.projection.js';
import { checkouts } from './views/checkouts/checkouts.projection.js';
import { orderDetails } from './views/order-details/order-details.projection.js';
import { unsentMails } from './views/unsent-mails/unsent-mails.projection.js';
import { paymentReturns } from './views/payment-returns/payment-returns.projection.js';

/** What buyers are to be told. */
const dueMails = shown(orderMails, orderMailsView, ['order', 'delivery', 'case', 'mail']);
/** What a merchant's people are to be told. */
const dueReminders = shown(merchantMails, merchantMailsView, ['account', 'mail']);

/** A web store's order and its payments, from arrival to the end, and what people see of it. */
export const ordersService: ServiceDefinition = {
  name: 'orders',
  requests: REQUEST_TOPICS.orders,
  decides: [order, receipt, checkout, mail],
  shows: [
    shown(accountTransactions, accountTransactionsView, ['order', 'account', 'delivery', 'case']),
    shown(orderDetails, orderDetailsView, ['order', 'account', 'delivery', 'case']),
    shown(checkouts, checkoutsView, ['order', 'checkout']),
    shown(paymentReturns, paymentReturnsView, ['order']),
    shown(unsentMails, unsentMailsView, ['mail']),
  ],
  follows: [
    whenPaymentMethodPickedChooseMethod,
    whenPaymentPendingAwaitFunds,
    whenPaymentSucceededConfirmOrder,
    whenReturnEndedRecordOutcome,
  ],
  times: [shown(paymentsDue, paymentsDueView, ['order'])],
  mails: [
    { shown: dueMails, due: mailDue },
    {
      shown: dueReminders,
      due: reminderDue,
      addressBook: addressBook(merchantAddressesView, refundersAddresses),
    },
  ],
  tells: [
    {
      name: 'return-instructions',
      topic: 'orders.returns',
      categories: [order.category],
      message: returnInstruction,
    },
  ],
};

@Module({ imports: [ServiceModule.of(ordersService)], controllers: [OrdersController] })
export class OrdersModule {}
