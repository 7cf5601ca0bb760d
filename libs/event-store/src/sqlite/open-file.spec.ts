import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { EMPTY, EventStoreUnavailable } from '../event-store.js';
import { fact, facts } from '../contract/facts.js';
import { isRecentEnough, openFile } from './open-file.js';
import { sqliteEventStore } from './sqlite-event-store.js';

const folder = mkdtempSync(join(tmpdir(), 'event-store-'));
afterAll(() => rmSync(folder, { recursive: true }));
const modeOf = (file: string): string => (statSync(file).mode & 0o777).toString(8);

describe('opening the file of a log', () => {
  it.each([
    ['3.51.2', false],
    ['3.50.9', false],
    ['2.99.9', false],
    ['3.51.3', true],
    ['3.52.0', true],
    ['4.0.0', true],
  ])('takes SQLite %s for safe: %s', (version, isSafe) =>
    expect(isRecentEnough(version)).toBe(isSafe),
  );

  it('is durable and maps nothing, whatever the defaults are', () => {
    const database = openFile({ file: join(folder, 'settings.db') });
    const setting = (name: string) => database.pragma(name, { simple: true });
    expect(setting('journal_mode')).toBe('wal');
    expect(setting('synchronous')).toBe(2);
    expect(setting('page_size')).toBe(8192);
    expect(setting('mmap_size')).toBe(0);
    expect(setting('busy_timeout')).toBe(0);
    database.close();
  });

  it('lets nobody else read it, nor the files beside it', async () => {
    const file = join(folder, 'private.db');
    const store = await sqliteEventStore({ file });
    await store.append('fact-1', EMPTY, facts(1));
    expect([file, `${file}-wal`, `${file}-shm`].map(modeOf)).toEqual(['600', '600', '600']);
    await store.close();
    chmodSync(file, 0o644);
    await (await sqliteEventStore({ file })).close();
    expect(modeOf(file)).toBe('600');
  });

  it('refuses a file that is another database, and leaves it as it was', async () => {
    const file = join(folder, 'other.db');
    new Database(file).exec('CREATE TABLE mine (x); PRAGMA user_version = 1').close();
    await expect(sqliteEventStore({ file })).rejects.toThrow('event log');
    const newer = join(folder, 'newer.db');
    await (await sqliteEventStore({ file: newer })).close();
    new Database(newer).exec('PRAGMA user_version = 99').close();
    await expect(sqliteEventStore({ file: newer })).rejects.toThrow('schema version');
  });

  it('says that a file cannot be opened', async () => {
    const refused = sqliteEventStore({ file: join(folder, 'no', 'such', 'folder.db') });
    await expect(refused).rejects.toBeInstanceOf(EventStoreUnavailable);
  });

  it('answers nobody once it is closed', async () => {
    const store = await sqliteEventStore({ file: join(folder, 'closed.db') });
    const last = store.append('fact-1', EMPTY, facts(1));
    await store.close();
    expect(await last).toMatchObject({ revision: 0 });
    await expect(store.append('fact-1', 0, facts(1))).rejects.toMatchObject({
      outcome: 'nothing-written',
    });
    await expect(store.read('fact-1')).rejects.toBeInstanceOf(EventStoreUnavailable);
  });

  it('keeps the WAL from growing with the log', async () => {
    const file = join(folder, 'growing.db');
    const store = await sqliteEventStore({ file });
    const event = () => fact({ text: 'x'.repeat(800 * 1024) });
    for (let n = 0; n < 120; n += 4)
      await Promise.all(
        [0, 1, 2, 3].map((more) => store.append('fact-1', n + more - 1, [event()])),
      );
    const megabytes = (name: string) => statSync(name).size / 1024 / 1024;
    expect(megabytes(file)).toBeGreaterThan(45);
    expect(megabytes(`${file}-wal`)).toBeLessThan(50);
    await store.close();
  });
});
