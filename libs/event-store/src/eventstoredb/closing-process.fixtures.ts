import { fact, someStream } from '../contract/facts.js';
import { EMPTY, START } from '../event-store.js';
import { eventStoreDbEventStore } from './eventstoredb-event-store.js';

/** A process that appends, reads and follows, closes its store, and has nothing more to do. */
const store = eventStoreDbEventStore({ connectionString: process.argv[2] ?? '' });
const stream = someStream();
await store.append(stream, EMPTY, [fact()]);
await store.read(stream);
const { signal } = new AbortController();
for await (const { isCaughtUp } of store.follow({ after: START, signal })) if (isCaughtUp) break;
await store.close();
process.stdout.write('closed');
