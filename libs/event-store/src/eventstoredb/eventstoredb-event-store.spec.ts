import { eventStoreContract } from '../event-store.contract.js';
import { serverContract } from './double/server.contract.js';
import { startDouble } from './double/start.fixtures.js';
import { eventStoreDbEventStore } from './eventstoredb-event-store.js';

const double = await startDouble();
afterAll(() => double.stop());

/** The double shares its processor with the specs beside it: on a busy machine 5 s are not enough. */
const connectionString = `${double.url}&defaultDeadline=30000`;
const open = () => Promise.resolve(eventStoreDbEventStore({ connectionString }));

eventStoreContract('eventstoredb', { open, reopen: open });

describe('the double behaves as', () => serverContract(double.url));
