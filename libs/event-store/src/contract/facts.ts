import { randomBytes } from 'node:crypto';
import { v4, v7 } from 'uuid';
import type { Metadata, Position, Recorded } from '@libs/kernel';
import { PATIENCE_MS } from '@libs/testing';
import type { Batch, EventStore, Follow, NewEvent } from '../event-store.js';

/** A category of its own for each test: an adapter's log may hold more than this test wrote. */
export const someCategory = (): string => `fact${randomBytes(6).toString('hex')}`;

export const someStream = (category = someCategory()): string => `${category}-${v4()}`;

export const metadata: Metadata = {
  actor: { kind: 'user', id: 'liisa' },
  commandId: '0d6a3b0e-6f0c-4b87-9a53-1f2c3d4e5f60',
  fingerprint: 'YQ3zpM1nE2o',
  correlationId: 'request-1',
  causationId: 'command-1',
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  occurredAt: '2026-03-03T09:30:00.123Z',
  recordedAt: '2026-03-03T09:30:00.456Z',
};

export const fact = (data: object = {}, type = 'FactNoted'): NewEvent => ({
  id: v7(),
  type,
  data,
  metadata,
});

/** Facts `{ n: first }`, `{ n: first + 1 }` and so on. */
export const facts = (count: number, first = 1, type = 'FactNoted'): readonly NewEvent[] =>
  Array.from({ length: count }, (_, index) => fact({ n: first + index }, type));

export const numbers = (events: readonly Recorded[]): readonly unknown[] =>
  events.map(({ data }) => (data as { readonly n: unknown }).n);

/** Appends facts that no filter of a test asks for. */
export const appendNoise = (store: EventStore, count = 1) =>
  store.append(someStream(), -1, facts(count, 1, 'NoiseMade'));

/** A position that no log of a test comes to. */
export const FAR: Position = '00900000000000000000';

/** Follows until the batches so far satisfy the test, with patience, and gives them back. */
export async function followUntil(
  store: EventStore,
  query: Omit<Follow, 'signal'>,
  isEnough: (batches: readonly Batch[]) => boolean,
): Promise<readonly Batch[]> {
  const batches: Batch[] = [];
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), PATIENCE_MS);
  try {
    for await (const batch of store.follow({ ...query, signal: limit.signal })) {
      batches.push(batch);
      if (isEnough(batches)) break;
    }
  } finally {
    clearTimeout(timer);
  }
  if (limit.signal.aborted) throw new Error(`not enough after ${batches.length} batches`);
  return batches;
}

export const eventsIn = (batches: readonly Batch[]): readonly Recorded[] =>
  batches.flatMap(({ events }) => events);
