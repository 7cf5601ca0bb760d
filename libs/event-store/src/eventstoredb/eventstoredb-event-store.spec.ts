import { eventStoreContract } from '../event-store.contract.js';
import { startDouble } from './double/start.fixtures.js';
import { eventStoreDbEventStore } from './eventstoredb-event-store.js';

const double = await startDouble();
afterAll(() => double.stop());

const open = () => Promise.resolve(eventStoreDbEventStore({ connectionString: double.url }));

eventStoreContract('eventstoredb', { open, reopen: open });
