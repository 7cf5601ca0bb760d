export { mongoKeyStore } from './mongo-key-store.js';
export type { MongoKeyPlace } from './connection.js';
