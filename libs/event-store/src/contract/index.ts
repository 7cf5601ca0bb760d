/** What specs of other libs need of this one: the double of EventStoreDB. */
export { startDouble, type Double } from '../eventstoredb/double/start.fixtures.js';
