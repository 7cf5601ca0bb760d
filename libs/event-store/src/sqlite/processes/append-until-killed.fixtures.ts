import { writeSync } from 'node:fs';
import { EMPTY, type NewEvent } from '../../event-store.js';
import { fact, someStream } from '../../contract/facts.js';
import { sqliteEventStore } from '../sqlite-event-store.js';

/** Appends from eight callers until it is killed, and tells every event that was acknowledged. */
const [file = ''] = process.argv.slice(2);
const store = await sqliteEventStore({ file });

async function appendForEver(): Promise<void> {
  const stream = someStream('fact');
  for (let expected = EMPTY; ;) {
    const events: NewEvent[] = [fact({ n: expected + 1 }), fact({ n: expected + 2 })];
    const { revision, position } = await store.append(stream, expected, events);
    const ids = events.map(({ id }) => id);
    writeSync(1, `${JSON.stringify({ stream, revision, position, ids })}\n`);
    expected = revision;
  }
}

await Promise.all(Array.from({ length: 8 }, appendForEver));
