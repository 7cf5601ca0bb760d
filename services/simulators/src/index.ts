export { EXAMPLES } from './examples.js';
export { whatIsDueDone } from './move-time.js';
export { SimulatorsModule } from './simulators.module.js';
