import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** What a run leaves on disk: every file, and of databases every text of every table. */
export interface KeptFile {
  readonly name: string;
  readonly bytes: string;
  /** Each by itself: beside each other two numbers would make a third. */
  readonly values: readonly string[];
}

export async function filesIn(directory: string): Promise<readonly KeptFile[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async ({ parentPath, name }) => {
        const bytes = (await readFile(join(parentPath, name))).toString();
        const isDatabase = name.endsWith('.db');
        return { name, bytes, values: isDatabase ? valuesIn(join(parentPath, name)) : [bytes] };
      }),
  );
}

function valuesIn(file: string): readonly string[] {
  const database = new Database(file, { readonly: true });
  try {
    const tables = database
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'")
      .pluck()
      .all() as readonly string[];
    return tables.flatMap((table) =>
      database
        .prepare(`SELECT * FROM "${table}"`)
        .raw()
        .all()
        .flatMap((row) => (row as readonly unknown[]).filter(isText)),
    );
  } finally {
    database.close();
  }
}

/** Numbers are the engine's own, such as a version's, and bytes are sealed: both look like chance. */
const isText = (value: unknown): value is string => typeof value === 'string';
