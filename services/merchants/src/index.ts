export { MerchantsModule, merchantsService } from './merchants.module.js';
