export { RefundsModule, refundsService } from './refunds.module.js';
