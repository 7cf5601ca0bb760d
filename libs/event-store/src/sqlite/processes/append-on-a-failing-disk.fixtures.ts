import { rmSync, writeFileSync } from 'node:fs';
import { EMPTY, EventStoreUnavailable, type NewEvent } from '../../event-store.js';
import { fact } from '../../contract/facts.js';
import { sqliteEventStore } from '../sqlite-event-store.js';

/** Appends while the disk fails, then when it works again; tells how each attempt ended. */
const [file = '', faults = ''] = process.argv.slice(2);
const control = process.env['DISK_FAULTS'] ?? '';
const store = await sqliteEventStore({ file });
const stream = 'fact-1';

await attempt('before', EMPTY, fact({ n: 1 }));
const second = fact({ n: 2 });
writeFileSync(control, faults);
await attempt('failing', 0, second);
await attempt('failing still', 0, second);
rmSync(control);
await attempt('again', 0, second);
await attempt('after', 1, fact({ n: 3 }));
await store.close();

async function attempt(step: string, expected: number, event: NewEvent): Promise<void> {
  const end = await store.append(stream, expected, [event]).then(
    () => 'appended',
    (error: unknown) => (error instanceof EventStoreUnavailable ? error.outcome : String(error)),
  );
  process.stdout.write(`${JSON.stringify({ step, end })}\n`);
}
