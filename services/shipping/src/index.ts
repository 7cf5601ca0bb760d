export { ShippingModule, shippingService } from './shipping.module.js';
