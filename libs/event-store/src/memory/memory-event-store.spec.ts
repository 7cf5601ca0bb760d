import { eventStoreContract } from '../event-store.contract.js';
import { memoryEventStore } from './memory-event-store.js';

eventStoreContract('memory', {
  open: () => Promise.resolve(memoryEventStore()),
  reopen: { skipped: 'memory forgets' },
});
