import {
  merchantAddressesView,
  merchantInformationView,
  REQUEST_TOPICS,
  savedViewsView,
  webStoresView,
} from '@libs/contracts';
import { ServiceModule, shown, type ServiceDefinition } from '@libs/platform';
import { Module } from '@nestjs/common';
import { merchant } from './merchant/merchant.decider.js';
import { MerchantsController } from './merchants.controller.js';
import { shelf } from './shelf/shelf.decider.js';
import { merchantAddresses } from './views/merchant-addresses/merchant-addresses.projection.js';
import { merchantInformation } from './views/merchant-information/merchant-information.projection.js';
import { webStores } from './views/web-stores/web-stores.projection.js';
import { savedViews } from './views/saved-views/saved-views.projection.js';

/** The company behind the web stores: what was agreed with it, its keys and its people. */
export const merchantsService: ServiceDefinition = {
  name: 'merchants',
  requests: REQUEST_TOPICS.merchants,
  decides: [merchant, shelf],
  shows: [
    shown(merchantInformation, merchantInformationView, ['merchant']),
    shown(merchantAddresses, merchantAddressesView, ['merchant']),
    shown(savedViews, savedViewsView, ['shelf']),
    shown(webStores, webStoresView, ['merchant']),
  ],
  follows: [],
  tells: [],
};

@Module({ imports: [ServiceModule.of(merchantsService)], controllers: [MerchantsController] })
export class MerchantsModule {}
