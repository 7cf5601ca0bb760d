export { DEMO_MERCHANTS, type DemoMerchant } from './demo-merchants.js';
export { type FundingAccount } from './demo-order-steps.js';
export { DEMO_SEED, merchantWaves, orderWaves, type DemoWorld } from './demo-plan.js';
export { type DemoStep, type DemoWave } from './demo-steps.js';
export { DEMO_USERS, type DemoUser } from './demo-users.js';
