export { mongoViewStore } from './mongo-view-store.js';
export type { MongoViewPlace } from './place.js';
