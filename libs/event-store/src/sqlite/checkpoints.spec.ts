import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { eventually } from '@libs/testing';
import { facts, someStream } from '../contract/facts.js';
import { EMPTY, type EventStore } from '../event-store.js';
import { sqliteEventStore } from './index.js';

const MIB = 1024 * 1024;

describe('the WAL of a log', () => {
  let directory: string;
  let file: string;
  let store: EventStore;
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'checkpoints-'));
    file = join(directory, 'events.db');
    store = await sqliteEventStore({ file });
  });
  afterEach(async () => {
    await store.close();
    rmSync(directory, { recursive: true });
  });

  const appendMibs = async (count: number): Promise<void> => {
    const [fact] = facts(1);
    const event = { ...fact, data: { text: 'x'.repeat(MIB / 16) } };
    for (let done = 0; done < count; done += 1)
      await Promise.all(
        facts(16).map(({ id }) => store.append(someStream(), EMPTY, [{ ...event, id } as never])),
      );
  };
  const unwritten = (): number => {
    const beside = new Database(file, { readonly: true });
    const [row] = beside.pragma('wal_checkpoint(NOOP)') as [{ log: number; checkpointed: number }];
    beside.close();
    return row.log - row.checkpointed;
  };

  it('is written into the file beside the work', async () => {
    await appendMibs(6);
    await eventually(() => unwritten() <= 256);
  });

  it('grows to a limit while appends go on and on', async () => {
    await appendMibs(120);
    expect(statSync(`${file}-wal`).size).toBeLessThan(60 * MIB);
  });

  it('grows while a reader stands in the way, and is written once it has gone', async () => {
    const reader = new Database(file, { readonly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM sqlite_schema').get();
    await appendMibs(6);
    reader.close();
    await appendMibs(1);
    await eventually(async () => {
      await appendMibs(1);
      return unwritten() <= 256;
    });
  });
});
