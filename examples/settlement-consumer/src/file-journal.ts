import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { NO_BOOKS, type Books } from './books.js';
import type { Journal } from './consumer.js';

/** The books in one file, replaced as a whole: it is the old one or the new one, never half. */
export function fileJournal(file: string): Journal {
  return {
    load: async () => {
      try {
        // Books of an earlier version lack what this one keeps as well.
        return { ...NO_BOOKS, ...(JSON.parse(await readFile(file, 'utf8')) as Books) };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return NO_BOOKS;
        throw error;
      }
    },
    save: async (books) => {
      await mkdir(dirname(file), { recursive: true });
      const draft = `${file}.draft`;
      const handle = await open(draft, 'w', 0o600);
      try {
        await handle.writeFile(JSON.stringify(books));
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(draft, file);
    },
  };
}
