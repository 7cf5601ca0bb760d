import type { Position } from '@libs/kernel';
import { conditions } from '../conditions.js';
import { EventBusUnavailable, type OutgoingMessage } from '../event-bus.js';
import type { BusFile } from './bus-file.js';
import { countOf, headOf, pageOf, type Page, type PageQuery } from './outside-pages.js';
import { deleteHandled, type Retention } from './retention.js';

/** Messages from and to the outside: durable, in order per topic, each id of a topic once. */
export interface OutsideMessages {
  /** Resolves when all are kept; what was kept under the same id stays as it is. */
  keep(topic: string, messages: readonly OutgoingMessage[]): Promise<void>;
  page(topic: string, query: PageQuery): Page;
  count(topic: string, query: PageQuery): number;
  /** Where the last message of a topic stands. */
  head(topic: string): Position;
  /** Resolves when something may have come after the call, or the signal is aborted. */
  arrival(signal: AbortSignal): Promise<void>;
  /** Deletes some of what is old and handled, as `deleteHandled` says; tells how many. */
  clean(topic: string): number;
}

/** Seals what is kept of a message; what was sealed in one place opens there only. */
export interface PayloadSealer {
  seal(text: string, place: string): Uint8Array;
  open(sealed: Uint8Array, place: string): string;
}

export interface OutsideMessagesOptions {
  readonly file: BusFile;
  readonly sealer: PayloadSealer;
  readonly clock: { now(): string };
  /** Messages that may lie in the file, over all topics; more are not taken. */
  readonly rowsMax: number;
  readonly retention: Retention;
}

export function outsideMessages(options: OutsideMessagesOptions): OutsideMessages {
  const { file, sealer, clock, rowsMax, retention } = options;
  const queue: Queued[] = [];
  const arrivals = conditions();
  // Counted anew after a failure, which may or may not have kept something.
  let rowCount: number | undefined;
  let insertedCount = 0;

  return {
    keep,
    page: (topic, query) => pageOf(file, topic, query),
    count: (topic, query) => countOf(file, topic, query),
    head: (topic) => headOf(file, topic),
    arrival,
    clean,
  };

  async function keep(topic: string, messages: readonly OutgoingMessage[]): Promise<void> {
    const rows = messages.map((message) => ({ topic, message, sealed: sealed(topic, message) }));
    return new Promise((resolve, reject) => {
      queue.push({ rows, resolve, reject });
      // All that is published in this turn shares one commit.
      if (queue.length === 1) setImmediate(insert);
    });
  }

  function sealed(topic: string, { id, data }: OutgoingMessage): Uint8Array {
    return sealer.seal(JSON.stringify(data), placeOf(topic, id));
  }

  function insert(): void {
    const batch = queue.splice(0);
    try {
      const rows = batch.flatMap((each) => each.rows);
      const lying = (rowCount ??= countRows(file));
      if (lying + rows.length > rowsMax)
        throw new EventBusUnavailable(`${lying} messages from outside lie here already`);
      rowCount = lying + file.surely((connection) => insertInto(connection, rows, clock.now()));
      for (const { resolve } of batch) resolve();
    } catch (error) {
      rowCount = undefined;
      for (const { reject } of batch) reject(error);
    }
    // Also after a failure: what its commit did is not known.
    insertedCount += 1;
    arrivals.check();
  }

  function clean(topic: string): number {
    const count = deleteHandled(file, topic, { ...retention, now: clock.now() });
    if (rowCount !== undefined) rowCount -= count;
    return count;
  }

  function arrival(signal: AbortSignal): Promise<void> {
    const before = insertedCount;
    signal.addEventListener('abort', arrivals.check, { once: true });
    return arrivals
      .until(() => signal.aborted || insertedCount !== before)
      .finally(() => signal.removeEventListener('abort', arrivals.check));
  }
}

/** Where a payload belongs: moved to another message it does not open. */
export const placeOf = (topic: string, id: string): string => JSON.stringify([topic, id]);

interface Queued {
  readonly rows: readonly NewRow[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

interface NewRow {
  readonly topic: string;
  readonly message: OutgoingMessage;
  readonly sealed: Uint8Array;
}

function countRows(file: BusFile): number {
  const count = file.quickly((connection) =>
    connection.prepare<[], number>('SELECT count(*) FROM outside').pluck().get(),
  );
  return count ?? 0;
}

function insertInto(
  connection: Parameters<Parameters<BusFile['surely']>[0]>[0],
  rows: readonly NewRow[],
  keptAt: string,
): number {
  const statement = connection.prepare(INSERT);
  return connection.transaction(() =>
    rows
      .map(({ topic, message: { id, key, type }, sealed }) =>
        statement.run(topic, id, key, type, sealed, keptAt),
      )
      .reduce((sum, { changes }) => sum + changes, 0),
  )();
}

const INSERT = `
  INSERT INTO outside (topic, id, key, type, sealed, kept_at) VALUES (?, ?, ?, ?, ?, ?)
  ON CONFLICT (topic, id) DO NOTHING
`;
