export { specFor } from './decider-spec.js';
export { historyOf, runOf } from './histories.js';
export { viewOf } from './projection-spec.js';
export { recorded } from './recorded.js';
