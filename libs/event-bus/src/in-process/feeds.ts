import type { EventStore } from '@libs/event-store';
import type { Recorded } from '@libs/kernel';
import { LAG_MAX, type Message } from '../event-bus.js';
import type { Feed, FeedBatch, FeedQuery, Letter } from '../feed.js';
import { placeOf, type OutsideMessages, type PayloadSealer } from './outside-messages.js';
import { positionOf, type Row } from './outside-pages.js';

/** Recorded events, straight from the event store: there is nothing to relay in one process. */
export function newsFeed(options: {
  readonly topic: string;
  readonly source: EventStore;
  readonly categories: readonly string[];
  /** Drops the sealed fields. */
  readonly strip: (event: Recorded) => Recorded;
}): Feed {
  const { topic, source, categories, strip } = options;
  return {
    async *follow(query) {
      for await (const batch of source.follow({ ...query, categories }))
        yield { ...batch, letters: batch.events.map(letter) };
    },
    head: () => source.head(),
    count: async (query) =>
      (await source.readAll({ ...query, categories, limit: LAG_MAX })).events.length,
  };

  function letter(event: Recorded): Letter {
    const { id, type, position, stream } = event;
    return { id, topic, key: stream, type, position, open: () => messageOf(strip(event)) };
  }

  // Named one by one: spreading costs more than all the rest of a delivery.
  function messageOf({ id, type, data, stream, revision, position, metadata }: Recorded): Message {
    return { id, topic, key: stream, type, data, stream, revision, position, metadata };
  }
}

/** Messages from outside, as they were kept. */
export function outsideFeed(options: {
  readonly topic: string;
  readonly outside: OutsideMessages;
  readonly sealer: PayloadSealer;
}): Feed {
  const { topic, outside, sealer } = options;
  return {
    follow,
    head: async () => outside.head(topic),
    count: async (query) => outside.count(topic, { ...query, limit: LAG_MAX }),
  };

  async function* follow({ after, batchMax, signal, ...filter }: FeedQuery) {
    let position = after;
    while (!signal.aborted) {
      const page = outside.page(topic, { after: position, ...filter, limit: batchMax });
      position = page.position;
      const letters = page.rows.map(letter);
      // Asked for before the page is handled: what comes meanwhile must not be missed.
      const arrival = page.isEnd ? outside.arrival(signal) : undefined;
      yield { letters, position, isCaughtUp: page.isEnd } satisfies FeedBatch;
      await arrival;
    }
  }

  function letter({ position, id, key, type, sealed }: Row): Letter {
    const open = (): Message => {
      const data = JSON.parse(sealer.open(sealed, placeOf(topic, id))) as object;
      return { id, topic, key, type, data };
    };
    return { id, topic, key, type, position: positionOf(position), open };
  }
}
