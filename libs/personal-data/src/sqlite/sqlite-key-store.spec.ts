import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { keyStoreContract } from '../key-store.contract.js';
import { KeyStoreUnavailable } from '../key-store.js';
import { sqliteKeyStore } from './sqlite-key-store.js';

const newFile = () => join(mkdtempSync(join(tmpdir(), 'keys-')), 'keys.db');

keyStoreContract('sqlite', () => {
  const file = newFile();
  return () => sqliteKeyStore({ file });
});

describe('the file of the sqlite key store', () => {
  const wrapped = Buffer.from('wrapped-key-that-must-vanish-when-it-is-destroyed');

  it('may be read by its owner only', async () => {
    const file = newFile();
    const store = sqliteKeyStore({ file });
    await store.create('order:1', wrapped);
    const modes = readdirSync(join(file, '..')).map(
      (name) => statSync(join(file, '..', name)).mode & 0o777,
    );
    await store.close();
    expect(new Set(modes)).toEqual(new Set([0o600]));
  });

  it('does not hold a destroyed key any more', async () => {
    const file = newFile();
    const store = sqliteKeyStore({ file });
    await store.create('order:1', wrapped);
    await store.destroy('order:1');
    const contents = readdirSync(join(file, '..')).map((name) =>
      readFileSync(join(file, '..', name)),
    );
    await store.close();
    expect(contents.some((bytes) => bytes.includes(wrapped))).toBe(false);
  });

  it('is shared by two processes, which get one key', async () => {
    const file = newFile();
    const [one, other] = [sqliteKeyStore({ file }), sqliteKeyStore({ file })];
    const answers = await Promise.all([
      one.create('order:1', Buffer.from('one')),
      other.create('order:1', Buffer.from('other')),
    ]);
    await Promise.all([one.close(), other.close()]);
    expect(answers[0]).toEqual(answers[1]);
  });

  it('is waited for while another process writes, with a limit', async () => {
    const file = newFile();
    const store = sqliteKeyStore({ file, busyMsMax: 30 });
    await store.load([]);
    const blocker = new Database(file);
    blocker.exec('BEGIN IMMEDIATE');
    await expect(store.create('order:1', wrapped)).rejects.toThrow(KeyStoreUnavailable);
    blocker.exec('COMMIT');
    blocker.close();
    expect(await store.create('order:1', wrapped)).toMatchObject({ status: 'kept' });
    await store.close();
  });

  it('answers a fault while the disk is full, keeps what it has, and recovers by itself', async () => {
    const file = newFile();
    let pages: number | undefined = 3;
    const store = sqliteKeyStore({ file, pageCountMax: () => pages });
    await store.create('order:1', wrapped);
    const filling = Array.from({ length: 500 }, (_, at) =>
      store.create(`order:more-${at}`, wrapped),
    );
    expect(await Promise.allSettled(filling)).toContainEqual(
      expect.objectContaining({ status: 'rejected', reason: expect.any(KeyStoreUnavailable) }),
    );
    pages = 1000;
    expect((await store.load(['order:1'])).size).toBe(1);
    await Promise.all(filling.map((_, at) => store.create(`order:again-${at}`, wrapped)));
    await store.close();
  });

  it('answers a fault when it is closed or cannot be opened', async () => {
    const closed = sqliteKeyStore({ file: newFile() });
    await closed.close();
    await expect(closed.load(['order:1'])).rejects.toThrow(KeyStoreUnavailable);
    const nowhere = sqliteKeyStore({ file: '/nowhere/at/all/keys.db' });
    await expect(nowhere.load(['order:1'])).rejects.toThrow(KeyStoreUnavailable);
  });
});
