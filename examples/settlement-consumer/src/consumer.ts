import { bundle, hear, type Books, type Hearing } from './books.js';
import type { News, Saying } from './messages.js';
import type { Fees } from './lines.js';

/** The way to the extranet and back. */
export interface Line {
  /**
   * Hands over what was told after these positions, in order and in batches, and an empty batch
   * now and then, until the signal is aborted. A batch whose handler fails comes again.
   */
  listen(
    positions: Books['positions'],
    handle: (batch: readonly News[]) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void>;
  /** Resolves once the message is kept; the same id again is the same message. */
  say(said: Saying): Promise<void>;
  /** The time it is; in a test environment the clock may have been moved. */
  now(): Promise<string>;
}

/** Where the books are kept. */
export interface Journal {
  load(): Promise<Books>;
  /** Resolves once the books would survive a crash. */
  save(books: Books): Promise<void>;
}

export interface Running {
  readonly line: Line;
  readonly journal: Journal;
  readonly fees: Fees;
  readonly signal: AbortSignal;
  readonly tell?: (said: Saying) => void;
}

/**
 * Hears, remembers, says, in this order: the books are saved with what is to be said before any
 * of it is said, and what was said leaves them after. A crash repeats, and repeats are known.
 */
export async function runConsumer({ line, journal, fees, signal, tell }: Running): Promise<void> {
  let books = await journal.load();
  books = await sayAll(books);
  await line.listen(
    books.positions,
    async (batch) => {
      const next = heardAll(books, batch, { fees, now: await line.now() });
      if (next !== books) await journal.save(next);
      // From here on it is known, also when saying it fails: the next turn goes on with it.
      books = next;
      books = await sayAll(books);
    },
    signal,
  );

  async function sayAll(from: Books): Promise<Books> {
    if (from.outbox.length === 0) return from;
    for (const said of from.outbox) {
      await line.say(said);
      tell?.(said);
    }
    const empty = { ...from, outbox: [] };
    await journal.save(empty);
    return empty;
  }
}

const heardAll = (books: Books, batch: readonly News[], hearing: Hearing): Books =>
  bundle(
    batch.reduce((before, news) => hear(before, news, hearing), books),
    hearing,
  );
