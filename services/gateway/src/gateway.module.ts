import { CONFIGURATION, HealthController, LOGGER, PORTS, REQUESTS } from '@libs/platform';
import { Module } from '@nestjs/common';
import { BuyerController } from './buyer/buyer.controller.js';
import { CasesController } from './cases/cases.controller.js';
import { BalanceController } from './merchant/balance.controller.js';
import { MerchantController } from './merchant/merchant.controller.js';
import { ParkedController } from './operations/parked.controller.js';
import { ReturnsController } from './operations/returns.controller.js';
import { MailsController } from './operations/mails.controller.js';
import { TransfersController } from './operations/transfers.controller.js';
import { WaitingRefundsController } from './operations/waiting-refunds.controller.js';
import { OrdersController } from './orders/orders.controller.js';
import { ApprovalController } from './refunds/approval.controller.js';
import { RefundsController } from './refunds/refunds.controller.js';
import { SavedViewsController } from './saved-views/saved-views.controller.js';
import { SettlementsController } from './settlements/settlements.controller.js';
import { ManyParcelsController } from './shipping/many-parcels.controller.js';
import { ParcelsController } from './shipping/parcels.controller.js';
import { SURROUNDINGS, surroundingsOf } from './surroundings.js';
import { ExportController } from './transactions/export.controller.js';
import { TransactionsController } from './transactions/transactions.controller.js';
import { CallbackWorker } from './webstore/callbacks/callback-worker.js';
import { MethodsController } from './webstore/methods/methods.controller.js';
import { PartPaymentController } from './webstore/part-payment/part-payment.controller.js';
import { PaymentUrlController } from './webstore/payment-page/payment-url.controller.js';
import { PaymentPageController } from './webstore/payment-page/payment-page.controller.js';
import { PaymentsController } from './webstore/payments.controller.js';
import { ShippingMessagesController } from './webstore/shipping-messages.controller.js';
import { WEBSTORE, webstoreOf } from './webstore/webstore.js';

/** HTTP: the `/v1` API. Stands on the ports and the way to the services, and decides nothing. */
@Module({
  controllers: [
    ApprovalController,
    BuyerController,
    CasesController,
    ExportController,
    HealthController,
    MerchantController,
    BalanceController,
    OrdersController,
    ParcelsController,
    ManyParcelsController,
    ParkedController,
    RefundsController,
    ReturnsController,
    SavedViewsController,
    SettlementsController,
    MethodsController,
    PartPaymentController,
    PaymentPageController,
    PaymentUrlController,
    PaymentsController,
    ShippingMessagesController,
    TransactionsController,
    TransfersController,
    WaitingRefundsController,
    MailsController,
  ],
  providers: [
    CallbackWorker,
    {
      provide: SURROUNDINGS,
      useFactory: surroundingsOf,
      inject: [PORTS, REQUESTS, CONFIGURATION],
    },
    {
      provide: WEBSTORE,
      useFactory: webstoreOf,
      inject: [SURROUNDINGS, LOGGER, CONFIGURATION],
    },
  ],
})
export class GatewayModule {}
