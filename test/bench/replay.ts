import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { START, type EventStore } from '@libs/event-store';
import { sqliteEventStore } from '@libs/event-store/sqlite';
import { fillStore } from './append-facts.js';
import { interleaved, timed, type Bench, type BenchResult } from './bench.js';

export interface ReplayBenchOptions {
  readonly events: number;
  readonly rounds: number;
}

/** As many as a follower gets in a batch. */
const PAGE = 1000;

export const replayBench: Bench = {
  name: 'replay of 200,000 events',
  mustReach: 0.6,
  aim: 0.75,
  run: () => measureReplay({ events: 200_000, rounds: 7 }),
};

/** Reads the whole log in pages; the limit parses the same pages' text, which is there already. */
export async function measureReplay({ events, rounds }: ReplayBenchOptions): Promise<BenchResult> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-replay-'));
  const file = join(folder, 'events.db');
  const filling = await sqliteEventStore({ file });
  await fillStore(filling, 0, events);
  await filling.close();
  const store = await sqliteEventStore({ file });
  const pages: string[] = [];
  await replay(store, (page) => pages.push(flat(JSON.stringify(page))));
  const measured = await interleaved(rounds, {
    ours: () => timed(() => replay(store, () => undefined)),
    limit: () => timed(() => pages.forEach((page) => void JSON.parse(page))),
  });
  await store.close();
  rmSync(folder, { recursive: true });
  const bytes = pages.reduce((total, page) => total + page.length, 0);
  return {
    unit: `ms for ${events} events`,
    ...measured,
    notes: [`${Math.round(bytes / events)} bytes an event`],
  };
}

async function replay(store: EventStore, onPage: (events: readonly object[]) => void) {
  let after: string | undefined = START;
  while (after !== undefined) after = await replayPage(store, after, onPage);
}

/** Lets go of its page: one that is held while the next is read costs a copy of both. */
async function replayPage(
  store: EventStore,
  after: string,
  onPage: (events: readonly object[]) => void,
): Promise<string | undefined> {
  const { events, position, isEnd } = await store.readAll({ after, limit: PAGE });
  onPage(events);
  return isEnd ? undefined : position;
}

/** A text as it comes from a file, not as pieces that were joined. */
const flat = (text: string): string => Buffer.from(text).toString('latin1');
