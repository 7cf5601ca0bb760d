import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { viewStoreContract } from '../view-store.contract.js';
import { sqliteViewStore } from './index.js';

const directory = mkdtempSync(join(tmpdir(), 'views-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const files = { count: 0 };
const file = () => join(directory, `views-${files.count}.db`);

viewStoreContract('sqlite', {
  open: () => {
    files.count += 1;
    return sqliteViewStore({ file: file() });
  },
  restarts: {
    reopen: async (store) => {
      await store.close();
      return sqliteViewStore({ file: file() });
    },
  },
});
