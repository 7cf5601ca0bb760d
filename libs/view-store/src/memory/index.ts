export { memoryViewStore } from './memory-view-store.js';
