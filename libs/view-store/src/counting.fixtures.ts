import { EMPTY, type EventStore, type NewEvent } from '@libs/event-store';
import { assert, type Projection } from '@libs/kernel';
import type { View } from './view-store.js';

/** A small world to project: things are made, counted up, and removed. */
export type ThingEvent =
  | { readonly type: 'ThingMade'; readonly data: { readonly thingId: string } }
  | {
      readonly type: 'ThingCounted';
      readonly data: { readonly thingId: string; readonly by: number };
    }
  | { readonly type: 'ThingRemoved'; readonly data: { readonly thingId: string } };

export interface Thing {
  readonly thingId: string;
  readonly total: number;
}

export const things: Projection<Thing, ThingEvent> = {
  name: 'things',
  version: 1,
  documentId: ({ data }) => data.thingId,
  on: {
    ThingMade: (_none, { data: { thingId } }) => ({ thingId, total: 0 }),
    ThingCounted: (thing, { data: { by } }) => {
      assert(thing !== undefined, 'a thing is made before it is counted');
      return { ...thing, total: thing.total + by };
    },
    ThingRemoved: () => undefined,
  },
};

export const thingsView: View<Thing> = {
  name: 'things',
  version: 1,
  fields: { total: 'number' },
  indexes: [['total']],
  search: [],
};

export const made = (thingId: string): ThingEvent => ({ type: 'ThingMade', data: { thingId } });
export const countedUp = (thingId: string, by: number): ThingEvent => ({
  type: 'ThingCounted',
  data: { thingId, by },
});
export const removed = (thingId: string): ThingEvent => ({
  type: 'ThingRemoved',
  data: { thingId },
});

/** Appends to a stream, whatever its revision; answers the position of the last event. */
export async function happen(
  store: EventStore,
  stream: string,
  ...events: readonly { readonly type: string; readonly data: object }[]
): Promise<string> {
  const last = (await store.read(stream)).at(-1);
  const { position } = await store.append(stream, last?.revision ?? EMPTY, events.map(asNew));
  return position;
}

const asNew = (event: { readonly type: string; readonly data: object }): NewEvent => ({
  ...event,
  id: crypto.randomUUID(),
  metadata: {
    actor: { kind: 'system', id: 'spec' },
    commandId: '00000000-0000-4000-8000-0000000000c1',
    fingerprint: 'fingerprint',
    correlationId: 'correlation',
    causationId: 'causation',
    occurredAt: '2026-01-05T09:30:00Z',
    recordedAt: '2026-01-05T09:30:00Z',
  },
});
