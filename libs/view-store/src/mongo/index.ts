export { mongoViewStore } from './mongo-view-store.js';
export type { MongoPlace } from './connection.js';
