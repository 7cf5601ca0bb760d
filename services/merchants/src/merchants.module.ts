import { merchantInformationView, REQUEST_TOPICS } from '@libs/contracts';
import { ServiceModule, shown, type ServiceDefinition } from '@libs/platform';
import { Module } from '@nestjs/common';
import { merchant } from './merchant/merchant.decider.js';
import { MerchantsController } from './merchants.controller.js';
import { merchantInformation } from './views/merchant-information/merchant-information.projection.js';

/** The company behind the web stores: what was agreed with it, its keys and its people. */
export const merchantsService: ServiceDefinition = {
  name: 'merchants',
  requests: REQUEST_TOPICS.merchants,
  decides: [merchant],
  shows: [shown(merchantInformation, merchantInformationView, ['merchant'])],
  follows: [],
  tells: [],
};

@Module({ imports: [ServiceModule.of(merchantsService)], controllers: [MerchantsController] })
export class MerchantsModule {}
