import { EMPTY, WrongRevision } from '../../event-store.js';
import { fact, someStream } from '../../contract/facts.js';
import { sqliteEventStore } from '../sqlite-event-store.js';

/** Adds to a stream that others add to as well, and to one of its own; tells how often it lost. */
const [file = '', shared = '', name = '', count = ''] = process.argv.slice(2);
const store = await sqliteEventStore({ file });
const own = someStream('own');
const lost: number[] = [];

for (let n = 0; n < Number(count); n += 1) {
  const adding = addToShared(fact({ name, n }));
  await store.append(own, n - 1, [fact({ name, n })]);
  lost.push(await adding);
}
process.stdout.write(`${JSON.stringify({ name, lost: lost.reduce((a, b) => a + b) })}\n`);
await store.close();

/** Answers how often others were faster. */
async function addToShared(event: ReturnType<typeof fact>): Promise<number> {
  for (let races = 0; ; races += 1) {
    const expected = (await store.read(shared)).at(-1)?.revision ?? EMPTY;
    try {
      await store.append(shared, expected, [event]);
      return races;
    } catch (error) {
      if (!(error instanceof WrongRevision)) throw error;
    }
  }
}
