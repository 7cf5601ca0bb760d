export { eventStoreDbEventStore, type EventStoreDbOptions } from './eventstoredb-event-store.js';
