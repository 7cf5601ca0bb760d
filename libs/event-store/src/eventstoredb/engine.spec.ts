import { onEngine } from '@libs/testing';
import { eventStoreContract } from '../event-store.contract.js';
import { serverContract } from './double/server.contract.js';
import { eventStoreDbEventStore } from './eventstoredb-event-store.js';

await onEngine('eventstoredb', ({ url }) => {
  const open = () => Promise.resolve(eventStoreDbEventStore({ connectionString: url }));
  eventStoreContract('eventstoredb', { open, reopen: open });
  serverContract(url);
});
