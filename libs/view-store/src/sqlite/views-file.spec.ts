import { fork } from 'node:child_process';
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { PATIENCE_MS } from '@libs/testing';
import { at, parcel, parcels, type Parcel } from '../contract/parcels.fixtures.js';
import { NOWHERE, ViewMoved, ViewStoreUnavailable, type ViewStore } from '../view-store.js';
import { sqliteViewStore } from './index.js';

const driver = createRequire(import.meta.url).resolve('better-sqlite3');
const soon = { timeoutMs: PATIENCE_MS };

describe('a views file', () => {
  const now: { directory: string; stores: ViewStore[] } = { directory: '', stores: [] };
  beforeEach(() => {
    now.directory = mkdtempSync(join(tmpdir(), 'views-'));
    now.stores = [];
  });
  afterEach(async () => {
    for (const store of now.stores) await store.close();
    rmSync(now.directory, { recursive: true, force: true });
  });

  const file = () => join(now.directory, 'deep', 'views.db');
  const opened = async () => {
    const store = await sqliteViewStore({ file: file() });
    now.stores.push(store);
    return { store, view: await store.open(parcels) };
  };
  const tables = () => {
    const database = new Database(file());
    const names = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck();
    const all = names.all() as string[];
    database.close();
    return all.filter((name) => name.startsWith('documents_'));
  };
  const filled = async () => {
    const { store, view } = await opened();
    await view.save(
      Array.from({ length: 500 }, (_, index) => parcel(`id-${index}`, { note: 'x'.repeat(300) })),
      at(1),
    );
    await store.close();
  };

  it('is readable by its owner only, for it shows people', async () => {
    const modes = () =>
      readdirSync(join(now.directory, 'deep')).map((name) =>
        (statSync(join(now.directory, 'deep', name)).mode & 0o777).toString(8),
      );
    const { store } = await opened();
    expect(modes()).toEqual(['600', '600', '600']);
    await store.close();
    chmodSync(file(), 0o644);
    await opened();
    expect(modes()).toEqual(['600', '600', '600']);
  });

  it('is made anew when it is no database', async () => {
    await filled();
    writeFileSync(file(), 'not a database at all, but long enough to look at'.repeat(100));
    const { view } = await opened();
    expect(await view.position()).toBe(NOWHERE);
    await view.save([parcel('a', {})], at(1));
    expect((await view.load(['a'])).size).toBe(1);
  });

  it('is made anew when its tables are of another shape', async () => {
    await filled();
    const database = new Database(file());
    database.exec('CREATE TABLE "odd ""name" (x); PRAGMA user_version = 999');
    database.close();
    const { view } = await opened();
    expect(await view.position()).toBe(NOWHERE);
    expect(tables()).toHaveLength(1);
  });

  it('is made anew when damage shows while it is read', async () => {
    await filled();
    const bytes = readFileSync(file());
    bytes.fill(0xff, 3 * 8192);
    writeFileSync(file(), bytes);
    const { view } = await opened();
    const ids = Array.from({ length: 500 }, (_, index) => `id-${index}`);
    expect((await view.load(ids)).size).toBe(0);
    expect(await view.position()).toBe(NOWHERE);
    await view.save([parcel('a', {}, 2)], at(2));
    expect((await view.load(['a'])).size).toBe(1);
  });

  it('tells one who folds into it that it was made anew', async () => {
    await filled();
    const { view } = await opened();
    const pinned = await view.pinned();
    const { size } = statSync(file());
    const bytes = readFileSync(file());
    bytes.fill(0xff, 3 * 8192, size);
    writeFileSync(file(), bytes);
    const ids = Array.from({ length: 500 }, (_, index) => `id-${index}`);
    const { store } = await opened();
    const other = await store.open(parcels);
    await other.load(ids).catch(() => undefined);
    await pinned.load(ids).catch(() => undefined);
    await expect(pinned.save([parcel('a', {}, 2)], at(2))).rejects.toThrow(ViewMoved);
    expect(await (await view.pinned()).position()).toBe(NOWHERE);
  });

  it('is read and written by several stores', async () => {
    const [one, two] = [await opened(), await opened()];
    const wait = two.view.caughtUp(at(2), soon);
    await one.view.save([parcel('a', { note: 'one' }, 2)], at(2));
    await wait;
    expect((await two.view.load(['a'])).get('a')?.document.note).toBe('one');
    const rebuild = await two.view.rebuild();
    await rebuild.target.save([parcel('a', { note: 'two' }, 2)], at(2));
    await rebuild.publish();
    expect((await one.view.load(['a'])).get('a')?.document.note).toBe('two');
  });

  it('loses no save of two stores that write at the same time', async () => {
    const [one, two] = [await opened(), await opened()];
    const saves = Array.from({ length: 40 }, (_, index) =>
      (index % 2 === 0 ? one : two).view.save(
        Array.from({ length: 50 }, (__, row) => parcel(`${index}-${row}`, { status: 'sent' }, 1)),
        at(index),
      ),
    );
    await Promise.all(saves);
    const where = { status: { is: 'sent' } };
    expect(await one.view.count({ where, by: 'owner' })).toEqual([{ value: 'me', count: 2000 }]);
  });

  it('waits for another writer without stopping the process', async () => {
    const { view } = await opened();
    const other = new Database(file());
    other.exec('BEGIN IMMEDIATE');
    const save = view.save([parcel('a', {})], at(1));
    const turns = { count: 0 };
    const turning = setInterval(() => (turns.count += 1), 1);
    while (turns.count < 5) await new Promise((resolve) => setTimeout(resolve, 1));
    clearInterval(turning);
    expect(await view.position()).toBe(NOWHERE);
    other.exec('COMMIT');
    other.close();
    await save;
    expect(await view.position()).toBe(at(1));
  });

  it('refuses one who opened a view that was declared anew since', async () => {
    const { store, view } = await opened();
    const raised = await store.open<Parcel>({ ...parcels, version: 2 });
    await expect(view.position()).rejects.toThrow(ViewStoreUnavailable);
    await expect(view.save([], at(1))).rejects.toThrow(ViewStoreUnavailable);
    expect(await raised.position()).toBe(NOWHERE);
  });

  it('drops what a dead process was filling, and nothing of a living one', async () => {
    await filled();
    const script = join(now.directory, 'filling.cjs');
    writeFileSync(
      script,
      `const database = new (require(${JSON.stringify(driver)}))(process.argv[2]);
       database.exec("CREATE TABLE documents_7 (number INTEGER); INSERT INTO versions VALUES (7, 'parcels', '', 'filling', '" + process.pid + " x')");
       process.send('filled');
       setInterval(() => undefined, 1000);`,
    );
    const child = fork(script, [file()], { execArgv: [] });
    await new Promise((resolve) => child.once('message', resolve));
    const first = await opened();
    await first.store.close();
    expect(tables()).toContain('documents_7');
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    const second = await opened();
    await second.store.close();
    expect(tables()).toHaveLength(1);
    expect(tables()).not.toContain('documents_7');
  });

  it('answers a fault when the disk is full, and goes on when there is room', async () => {
    const store = await sqliteViewStore({ file: file(), pagesMax: 40 });
    const view = await store.open(parcels);
    await view.save([parcel('a', { note: 'kept' }, 1)], at(1));
    const big = Array.from({ length: 300 }, (_, index) =>
      parcel(`id-${index}`, { note: 'x'.repeat(8000) }, 2),
    );
    await expect(view.save(big, at(2))).rejects.toThrow(ViewStoreUnavailable);
    expect(await view.position()).toBe(at(1));
    expect([...(await view.load(['a', 'id-0'])).keys()]).toEqual(['a']);
    await view.save([parcel('b', {}, 3)], at(3));
    await store.close();
    const { view: roomy } = await opened();
    await roomy.save(big, at(4));
    expect((await roomy.load(['a', 'b', 'id-299'])).size).toBe(3);
  });
});
