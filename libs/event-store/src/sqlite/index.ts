export { FileMissing, snapshotOf, type FileSnapshot } from './file-snapshot.js';
export { sqliteEventStore } from './sqlite-event-store.js';
