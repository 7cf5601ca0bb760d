export { EXAMPLES } from './examples.js';
export { SimulatorsModule } from './simulators.module.js';
