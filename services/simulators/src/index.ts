export { SimulatorsModule } from './simulators.module.js';
