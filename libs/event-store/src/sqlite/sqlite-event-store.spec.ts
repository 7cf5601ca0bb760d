import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventStore } from '../event-store.js';
import { eventStoreContract } from '../event-store.contract.js';
import { sqliteEventStore } from './sqlite-event-store.js';

const folder = mkdtempSync(join(tmpdir(), 'event-store-'));
const files = new Map<EventStore, string>();
afterAll(() => rmSync(folder, { recursive: true }));

async function openStore(file: string): Promise<EventStore> {
  const store = await sqliteEventStore({ file });
  files.set(store, file);
  return store;
}

eventStoreContract('sqlite', {
  open: () => openStore(join(folder, `${files.size}.db`)),
  reopen: (closed) => openStore(files.get(closed) as string),
});
