export { connectionTo } from './connection.js';
export type { Calls, MongoConnection, MongoPlace, MongoUse } from './connection.js';
export { faultFrom } from './faults.js';
