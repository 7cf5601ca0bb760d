export { DEMO_MERCHANTS } from './demo/demo-merchants.js';
export { DEMO_USERS, type DemoUser } from './demo/demo-users.js';
export { startStandalone, type Standalone, type StandaloneOptions } from './start-standalone.js';
export { tokenFor } from './token-for.js';
