import { rmSync, writeFileSync } from 'node:fs';
import { EventStoreUnavailable, type NewEvent } from '../../event-store.js';
import { fact } from '../../contract/facts.js';
import { sqliteEventStore } from '../sqlite-event-store.js';

/** Appends from several callers while every n-th call fails, each append until it is there. */
const [file = '', faults = '', count = ''] = process.argv.slice(2);
const control = process.env['DISK_FAULTS'] ?? '';
const store = await sqliteEventStore({ file });
const ends = { appended: 0, 'nothing-written': 0, unknown: 0 };

writeFileSync(control, faults);
await Promise.all(
  Array.from({ length: 4 }, async (_, caller) => {
    for (let n = 0; n < Number(count); n += 1)
      await appendUntilThere(`fact-${caller}`, n - 1, fact({ n }));
  }),
);
rmSync(control);
process.stdout.write(`${JSON.stringify(ends)}\n`);
await store.close();

async function appendUntilThere(stream: string, expected: number, event: NewEvent): Promise<void> {
  for (let isThere = false; !isThere;)
    try {
      await store.append(stream, expected, [event]);
      ends.appended += 1;
      isThere = true;
    } catch (error) {
      if (!(error instanceof EventStoreUnavailable)) throw error;
      ends[error.outcome] += 1;
    }
}
