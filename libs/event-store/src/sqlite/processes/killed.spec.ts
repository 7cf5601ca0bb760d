import { join } from 'node:path';
import { eventually } from '@libs/testing';
import type { EventStore } from '../../event-store.js';
import { sqliteEventStore } from '../sqlite-event-store.js';
import { folderOfSpec, startProcess } from './start.fixtures.js';

const ROUNDS = 4;

interface Acknowledged {
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
  readonly ids: readonly string[];
}

describe('a process that is killed while it appends', () => {
  const file = join(folderOfSpec(), 'events.db');

  it('has lost no event that it acknowledged', async () => {
    const acknowledged: Acknowledged[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const child = startProcess('append-until-killed', [file]);
      await eventually(() => child.told.length > 60 + 45 * round);
      child.process.kill('SIGKILL');
      acknowledged.push(...((await child.ended) as Acknowledged[]));
      const store = await sqliteEventStore({ file });
      await expectAll(store, acknowledged);
      await store.close();
    }
    expect(acknowledged.length).toBeGreaterThan(ROUNDS * 60);
  });
});

async function expectAll(store: EventStore, acknowledged: readonly Acknowledged[]): Promise<void> {
  for (const { stream, revision, position, ids } of acknowledged) {
    const read = await store.read(stream, revision - 1);
    expect(read.slice(0, 2).map(({ id }) => id)).toEqual(ids);
    expect(read[1]).toMatchObject({ revision, position });
  }
}
