import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { facts } from '../contract/facts.js';
import { EMPTY, START, type EventStore, type Filter } from '../event-store.js';
import { recentEvents, type RecentEvent } from './recent-events.js';
import { sqliteEventStore } from './sqlite-event-store.js';

describe('the newest events, kept in memory', () => {
  const folder = mkdtempSync(join(tmpdir(), 'event-store-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are what the file gives', async () => {
    const file = join(folder, 'same.db');
    const writer = await sqliteEventStore({ file });
    for (const category of ['one', 'two'])
      await writer.append(`${category}-ä`, EMPTY, [...facts(3), ...facts(2, 4, 'Other')]);
    const reader = await sqliteEventStore({ file });
    const filters: Filter[] = [
      {},
      { categories: ['two'] },
      { types: ['Other'] },
      { types: ['None'] },
    ];
    for (const filter of filters)
      for (const limit of [1, 4, 100])
        expect(await allPages(writer, filter, limit)).toEqual(
          await allPages(reader, filter, limit),
        );
    await writer.close();
    await reader.close();
  });

  it('reach back only so far', () => {
    const recent = recentEvents();
    recent.add(some(1, 3000));
    expect(recent.page({ after: 0, head: 3000, limit: 10 })).toBeUndefined();
    expect(recent.page({ after: 2990, head: 3000, limit: 10 })).toMatchObject({ isEnd: true });
  });

  it('do not reach over what another process has written', () => {
    const recent = recentEvents();
    recent.add(some(1, 2));
    expect(recent.page({ after: 0, head: 3, limit: 10 })).toBeUndefined();
    recent.add(some(4, 5));
    expect(recent.page({ after: 2, head: 5, limit: 10 })).toBeUndefined();
    expect(recent.page({ after: 3, head: 5, limit: 10 })?.events).toHaveLength(2);
    recent.forget();
    expect(recent.page({ after: 3, head: 5, limit: 10 })).toBeUndefined();
  });

  it('keep few that are big', () => {
    const recent = recentEvents();
    const body = JSON.stringify({ text: 'x'.repeat(900_000) });
    for (let position = 1; position <= 20; position += 1)
      recent.add([{ position, category: 'one', type: 'Big', body }]);
    expect(recent.page({ after: 10, head: 20, limit: 10 })).toBeUndefined();
    expect(recent.page({ after: 19, head: 20, limit: 10 })?.events).toHaveLength(1);
  });
});

const some = (first: number, last: number): readonly RecentEvent[] =>
  Array.from({ length: last - first + 1 }, (_, index) => ({
    position: first + index,
    category: 'one',
    type: 'Some',
    body: '{}',
  }));

async function allPages(store: EventStore, filter: Filter, limit: number) {
  const pages = [await store.readAll({ ...filter, after: START, limit })];
  while (pages.at(-1)?.isEnd === false)
    pages.push(await store.readAll({ ...filter, after: pages.at(-1)?.position ?? START, limit }));
  return pages;
}
