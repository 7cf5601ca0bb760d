export { historyOf, runOf } from './histories.js';
export { onEngine, type SharedEngine } from './engines/on-engine.js';
export { ownEngine } from './engines/own-engine.js';
export { recorded } from './recorded.js';
export { specFor } from './decider-spec.js';
export { viewOf } from './projection-spec.js';
