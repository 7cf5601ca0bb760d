import { viewStoreContract } from '../view-store.contract.js';
import { memoryViewStore } from './index.js';

viewStoreContract('memory', {
  open: () => Promise.resolve(memoryViewStore()),
  restarts: { skipped: 'a process keeps nothing in memory when it ends' },
});
