export { sqliteEventStore } from './sqlite-event-store.js';
