export { ownEngine } from './own-engine.js';
export { freePort } from './server-process.js';
