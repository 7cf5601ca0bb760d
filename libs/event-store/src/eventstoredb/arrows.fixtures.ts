import type { Batch, EventStore, Follow } from '../event-store.js';
import { startDouble, type Double } from './double/start.fixtures.js';
import { eventStoreDbEventStore } from './eventstoredb-event-store.js';

export interface Subject {
  readonly double: Double;
  readonly store: EventStore;
  /** What the adapter told of a lost server. */
  readonly lost: unknown[];
  /** How often it told that the server is back. */
  readonly backs: () => number;
}

/** Specs of a server that hangs wait for it. */
const DEADLINE_MS = 3000;

/** A double of the test's own, and a store on it that gives up after so many milliseconds. */
export function withDouble(deadlineMs = DEADLINE_MS): () => Subject {
  let subject: Subject;
  beforeEach(async () => {
    const double = await startDouble();
    const lost: unknown[] = [];
    const connectionString = `${double.url}&defaultDeadline=${deadlineMs}`;
    let backs = 0;
    const store = eventStoreDbEventStore({
      connectionString,
      onLost: (error) => lost.push(error),
      onBack: () => (backs += 1),
    });
    subject = { double, store, lost, backs: () => backs };
  });
  afterEach(async () => {
    subject.double.network.release();
    await subject.store.close();
    await subject.double.stop();
  });
  return () => subject;
}

export interface Following {
  readonly batches: Batch[];
  /** The data `n` of all events that were told so far. */
  readonly numbers: () => readonly unknown[];
  readonly isCaughtUp: () => boolean;
  readonly end: () => Promise<void>;
  /** Resolves when it has ended; fails as it fails. */
  readonly ended: Promise<void>;
}

/** Follows in the background, with a handler that may take its time. */
export function followed(
  store: EventStore,
  query: Omit<Follow, 'signal'>,
  handle: (batch: Batch) => Promise<void> = () => Promise.resolve(),
): Following {
  const batches: Batch[] = [];
  const end = new AbortController();
  const ended = (async () => {
    for await (const batch of store.follow({ ...query, signal: end.signal })) {
      batches.push(batch);
      await handle(batch);
    }
  })();
  ended.catch(() => undefined);
  return {
    batches,
    numbers: () =>
      batches.flatMap(({ events }) => events.map(({ data }) => (data as { n: unknown }).n)),
    isCaughtUp: () => batches.at(-1)?.isCaughtUp === true,
    end: () => {
      end.abort();
      return ended;
    },
    ended,
  };
}
