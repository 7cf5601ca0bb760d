import { deliveriesView, inspectionsDueView, REQUEST_TOPICS } from '@libs/contracts';
import { ServiceModule, shown, type ServiceDefinition } from '@libs/platform';
import { Module } from '@nestjs/common';
import { delivery } from './delivery/delivery.decider.js';
import { whenParcelDeliveredRecordHandOver } from './policies/when-parcel-delivered-record-hand-over.policy.js';
import { whenPaymentConfirmedAwaitDelivery } from './policies/when-payment-confirmed-await-delivery.policy.js';
import { ShippingController } from './shipping.controller.js';
import { trackingInstruction } from './tells/tracking-instruction.js';
import { inspectionsDue } from './timers/inspections-due.projection.js';
import { deliveries } from './views/deliveries/deliveries.projection.js';

/** How paid orders reach their buyers: parcels, hand-overs, inspection periods. */
export const shippingService: ServiceDefinition = {
  name: 'shipping',
  requests: REQUEST_TOPICS.shipping,
  decides: [delivery],
  shows: [shown(deliveries, deliveriesView, ['delivery'])],
  follows: [whenPaymentConfirmedAwaitDelivery, whenParcelDeliveredRecordHandOver],
  times: [shown(inspectionsDue, inspectionsDueView, ['delivery'])],
  tells: [
    {
      name: 'tracking-instructions',
      topic: 'shipping.tracking',
      categories: [delivery.category],
      message: trackingInstruction,
    },
  ],
};

@Module({ imports: [ServiceModule.of(shippingService)], controllers: [ShippingController] })
export class ShippingModule {}
