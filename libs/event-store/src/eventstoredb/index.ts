export { eventStoreDbEventStore, type EventStoreDbOptions } from './eventstoredb-event-store.js';
export { ConnectionStringRefused, readConnectionString } from './connection-string.js';
