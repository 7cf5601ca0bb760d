import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { eventsIn, facts, followUntil, numbers } from '../contract/facts.js';
import { EMPTY, START, WrongRevision, type EventStore } from '../event-store.js';
import { sqliteEventStore } from './sqlite-event-store.js';

describe('a file that is open more than once', () => {
  const folder = mkdtempSync(join(tmpdir(), 'event-store-'));
  let file: string;
  let one: EventStore;
  let other: EventStore;
  let files = 0;
  beforeEach(async () => {
    file = join(folder, `${(files += 1)}.db`);
    one = await sqliteEventStore({ file });
    other = await sqliteEventStore({ file });
  });
  afterEach(() => Promise.all([one.close(), other.close()]));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('has one history, whoever appends', async () => {
    await one.append('fact-1', EMPTY, facts(1, 1));
    await other.append('fact-1', 0, facts(1, 2));
    await expect(one.append('fact-1', 0, facts(1))).rejects.toBeInstanceOf(WrongRevision);
    await one.append('fact-1', 1, facts(1, 3, 'Other'));
    await other.append('fact-1', 2, facts(1, 4, 'Third'));
    expect(numbers(await one.read('fact-1'))).toEqual([1, 2, 3, 4]);
    expect(await one.read('fact-1')).toEqual(await other.read('fact-1'));
    const pages = await Promise.all(
      [one, other].map((store) => store.readAll({ after: START, limit: 10 })),
    );
    expect(pages[0]).toEqual(pages[1]);
  });

  it('is followed from the other opening', async () => {
    const following = followUntil(one, { after: START, categories: ['fact'] }, (soFar) => {
      if (soFar.length === 1) void other.append('fact-1', EMPTY, facts(3, 1, 'Unheard'));
      return eventsIn(soFar).length > 0;
    });
    expect(numbers(eventsIn(await following))).toEqual([1, 2, 3]);
  });

  it('waits for a lock between turns, while others read on', async () => {
    const locking = new Database(file, { timeout: 0 });
    locking.exec('BEGIN IMMEDIATE');
    const appending = one.append('fact-1', EMPTY, facts(1));
    for (let turn = 0; turn < 20; turn += 1) {
      expect(await one.read('fact-1')).toEqual([]);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    locking.exec('COMMIT');
    locking.close();
    expect(await appending).toMatchObject({ revision: 0 });
  });

  it('gives up a lock that stays, with nothing written', async () => {
    const locking = new Database(file, { timeout: 0 });
    locking.exec('BEGIN IMMEDIATE');
    const appending = one.append('fact-1', EMPTY, facts(1));
    await expect(appending).rejects.toMatchObject({ outcome: 'nothing-written' });
    locking.exec('ROLLBACK');
    locking.close();
    expect(await one.append('fact-1', EMPTY, facts(1))).toMatchObject({ revision: 0 });
  });
});
