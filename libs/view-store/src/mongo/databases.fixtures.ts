import { PATIENCE_MS } from '@libs/testing';
import { randomUUID } from 'node:crypto';
import mongoose, { type Connection } from 'mongoose';

/** Databases of one spec on an engine that others use too; they are dropped at its end. */
export function databasesOn(url: string) {
  const run = randomUUID().slice(0, 8);
  const names: string[] = [];
  const opened: Connection[] = [];

  afterAll(async () => {
    const connection = await mongoose.createConnection(url).asPromise();
    for (const name of names)
      // mongo-java-server may fail to; it ends with the run.
      await connection
        .useDb(name)
        .dropDatabase()
        .catch(() => undefined);
    await connection.close();
    for (const each of opened) await each.close();
  });

  return {
    /** An engine that syncs its disk for each write, as the double does, takes its time. */
    fresh: () => {
      names.push(`spec-${run}-${names.length}`);
      return { url, database: names.at(-1) ?? '', deadlineMs: PATIENCE_MS };
    },
    /** The engine as it is, past our adapter. */
    raw: async (database: string): Promise<Connection> => {
      const connection = await mongoose.createConnection(url, { dbName: database }).asPromise();
      opened.push(connection);
      return connection;
    },
  };
}
