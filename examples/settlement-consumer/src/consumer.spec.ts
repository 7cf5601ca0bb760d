import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NO_BOOKS, type Books } from './books.js';
import { FEES, NOW, order, ready, told } from './consumer.fixtures.js';
import { runConsumer, type Journal, type Line } from './consumer.js';
import { fileJournal } from './file-journal.js';
import type { News, Saying } from './messages.js';

const ORDERS = [order(1, { settlementBundling: 'transaction-specific' }), order(2)];

/** A line that hands over what it has, again from the beginning each time, as a crash would. */
function lineOf(news: readonly News[], say: (said: Saying) => void): Line {
  return {
    now: () => Promise.resolve(NOW),
    say: (said) => Promise.resolve(said).then(say),
    listen: async (_positions, handle) => {
      for (const each of news) await handle([each]);
      await handle([]);
    },
  };
}

/** A crash at one of the steps of the journal or the line, counted over all of them. */
function crashAt(step: number) {
  let count = 0;
  return () => {
    count += 1;
    if (count === step) throw new Error('the power is gone');
  };
}

describe('a consumer', () => {
  let directory: string;
  let file: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'settlement-consumer-'));
    file = join(directory, 'deep', 'books.json');
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  const run = (line: Line, journal: Journal) =>
    runConsumer({ line, journal, fees: FEES, signal: new AbortController().signal });

  /** Everything that was said, each message as often as it was. */
  async function saidWith(step: number): Promise<readonly Saying[]> {
    const said: Saying[] = [];
    const crash = crashAt(step);
    const kept = fileJournal(file);
    const journal: Journal = {
      load: kept.load,
      save: async (books: Books) => {
        crash();
        await kept.save(books);
        crash();
      },
    };
    const line = lineOf(told(...ready(...ORDERS)), (each) => {
      crash();
      said.push(each);
      crash();
    });
    for (let tries = 0; tries < 3; tries += 1) await run(line, journal).catch(() => undefined);
    return said;
  }

  it('says each thing once when nothing happens', async () =>
    expect((await saidWith(0)).map(({ id }) => id)).toHaveLength(2));

  it.each(Array.from({ length: 14 }, (_, at) => at + 1))(
    'forgets nothing and says nothing else when the power goes at step %i',
    async (step) => {
      const said = await saidWith(step);
      expect(new Set(said.map(({ id }) => id)).size).toBe(2);
      const texts = new Map(said.map((each) => [each.id, JSON.stringify(each)]));
      for (const each of said) expect(texts.get(each.id)).toBe(JSON.stringify(each));
      expect((await fileJournal(file).load()).outbox).toEqual([]);
    },
  );

  it('begins with empty books, and does not begin with broken ones', async () => {
    expect(await fileJournal(file).load()).toEqual(NO_BOOKS);
    const broken = join(directory, 'broken.json');
    writeFileSync(broken, '{');
    await expect(fileJournal(broken).load()).rejects.toThrow(SyntaxError);
  });
});
