import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { facts } from '../contract/facts.js';
import { EMPTY } from '../event-store.js';
import { digestOf } from '../log-digest.js';
import { FileMissing, snapshotOf } from './file-snapshot.js';
import { sqliteEventStore } from './sqlite-event-store.js';

describe('a snapshot of a file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'snapshot-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is what was there at its moment, while others write on', async () => {
    const file = join(folder, 'events.db');
    const store = await sqliteEventStore({ file });
    let revision = EMPTY;
    const write = async () => {
      ({ revision } = await store.append('fact-1', revision, facts(50, 1, 'Noted')));
    };
    for (let n = 0; n < 60; n += 1) await write();
    const head = await store.head();
    const snapshot = snapshotOf(file);
    let isCopied = false;
    const shares: number[] = [];
    const copying = snapshot.copyTo(join(folder, 'copy.db'), (share) => shares.push(share));
    const copied = copying.finally(() => (isCopied = true));
    while (!isCopied) await write();
    await copied;
    snapshot.close();

    const copy = await sqliteEventStore({ file: join(folder, 'copy.db') });
    expect(await copy.head()).toBe(head);
    expect(await digestOf(copy, head)).toEqual(await digestOf(store, head));
    expect((await store.head()) > head).toBe(true);
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual([...shares].sort((one, other) => one - other));
    await Promise.all([store.close(), copy.close()]);
  });

  it('is readable to its owner only, and takes no place of another file', async () => {
    const file = join(folder, 'events.db');
    await (await sqliteEventStore({ file })).close();
    const snapshot = snapshotOf(file);
    await snapshot.copyTo(join(folder, 'copy.db'));
    expect(statSync(join(folder, 'copy.db')).mode & 0o777).toBe(0o600);
    await expect(snapshot.copyTo(join(folder, 'copy.db'))).rejects.toMatchObject({
      code: 'EEXIST',
    });
    snapshot.close();
  });

  it('of a file that is not there is refused, and makes none', () =>
    expect(() => snapshotOf(join(folder, 'none.db'))).toThrow(FileMissing));

  it('of what is no database is refused', () => {
    writeFileSync(join(folder, 'text'), 'no database'.repeat(1000));
    expect(() => snapshotOf(join(folder, 'text'))).toThrow(/not a database/u);
  });
});
