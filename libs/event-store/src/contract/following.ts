import type { Position } from '@libs/kernel';
import { eventually } from '@libs/testing';
import { EMPTY, PositionBeyondEnd, type Batch, type EventStore } from '../event-store.js';
import {
  appendNoise,
  eventsIn,
  facts,
  FAR,
  followUntil,
  numbers,
  someCategory,
  someStream,
} from './facts.js';

/** What is promised to followers of the log. */
export const followingContract = (open: () => EventStore): void =>
  describe('following', () => {
    let store: EventStore;
    let after: Position;
    let category: string;
    let stream: string;
    beforeEach(async () => {
      store = open();
      after = await store.head();
      category = someCategory();
      stream = someStream(category);
    });

    it('tells history in batches, says when it has caught up, then tells what comes', async () => {
      await store.append(stream, EMPTY, facts(10));
      const query = { after, categories: [category], batchMax: 4 };
      let wasCaughtUpAt: number | undefined;
      const batches = await followUntil(store, query, (soFar) => {
        if (wasCaughtUpAt === undefined && soFar.at(-1)?.isCaughtUp === true) {
          wasCaughtUpAt = eventsIn(soFar).length;
          void store.append(stream, 9, facts(2, 11));
        }
        return eventsIn(soFar).length >= 12;
      });
      expect(wasCaughtUpAt).toBe(10);
      expect(numbers(eventsIn(batches))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
      expect(batches.every(({ events }) => events.length <= 4)).toBe(true);
      expect(batches.at(-1)?.position).toBe(await store.head());
      expect(eventsIn(batches)).toEqual(await store.read(stream));
    });

    it('says that it has caught up when there is nothing at all', async () => {
      const [batch] = await followUntil(store, { after }, () => true);
      expect(batch).toEqual({ events: [], position: after, isCaughtUp: true });
    });

    it('moves its position over events that the filter leaves out', async () => {
      await appendNoise(store, 3);
      for (let round = 0; round < 3; round += 1) {
        const { position } = await appendNoise(store);
        const query = { after, categories: [category] };
        const batches = await followUntil(
          store,
          query,
          (soFar) => soFar.at(-1)?.position === position,
        );
        expect(eventsIn(batches)).toEqual([]);
      }
    });

    it('moves it as well while it is live', async () => {
      let position: Position | undefined;
      const batches = await followUntil(store, { after, categories: [category] }, (soFar) => {
        if (soFar.length === 1) void appendNoise(store).then((end) => ({ position } = end));
        return position !== undefined && soFar.at(-1)?.position === position;
      });
      expect(eventsIn(batches)).toEqual([]);
    });

    it('neither loses nor doubles when it goes on after a position', async () => {
      await store.append(stream, EMPTY, facts(7));
      const seen: unknown[] = [];
      for (let position = after; seen.length < 7;) {
        const query = { after: position, categories: [category], batchMax: 2 };
        const [batch] = (await followUntil(store, query, () => true)) as [Batch];
        seen.push(...numbers(batch.events));
        ({ position } = batch);
      }
      expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7]);
    });

    it('tells every follower everything, each at its own pace', async () => {
      const every = { after, categories: [category] };
      const some = { ...every, types: ['SomeNoted'], batchMax: 1 };
      const both = Promise.all([
        followUntil(store, every, (soFar) => eventsIn(soFar).length >= 90),
        followUntil(store, some, (soFar) => eventsIn(soFar).length >= 30),
      ]);
      for (let n = 0; n < 90; n += 3) {
        await store.append(stream, n - 1, [...facts(2, n), ...facts(1, n + 2, 'SomeNoted')]);
      }
      const [all, third] = await both;
      expect(numbers(eventsIn(all))).toEqual(Array.from({ length: 90 }, (_, n) => n));
      expect(numbers(eventsIn(third))).toEqual(Array.from({ length: 30 }, (_, n) => 3 * n + 2));
    });

    it('never passes an event while writers race', async () => {
      const following = followUntil(
        store,
        { after, categories: [category], batchMax: 7 },
        (soFar) => eventsIn(soFar).length >= 400,
      );
      const writers = Array.from({ length: 20 }, async (_, writer) => {
        const own = someStream(category);
        for (let n = 0; n < 20; n += 1) await store.append(own, n - 1, facts(1, 100 * writer + n));
      });
      await Promise.all(writers);
      const told = numbers(eventsIn(await following));
      expect(new Set(told).size).toBe(400);
    });

    endingContract(open);
  });

const endingContract = (open: () => EventStore): void =>
  describe('to its end', () => {
    it('ends when its signal is aborted, and not before', async () => {
      const store = open();
      const end = new AbortController();
      let batches = 0;
      let hasEnded = false;
      const following = (async () => {
        for await (const _batch of store.follow({ after: await store.head(), signal: end.signal }))
          batches += 1;
        hasEnded = true;
      })();
      await eventually(() => batches > 0);
      await appendNoise(store);
      await eventually(() => batches > 1);
      expect(hasEnded).toBe(false);
      end.abort();
      await following;
    });

    it('ends at once when its signal was aborted before', async () => {
      const store = open();
      await appendNoise(store);
      const follower = store.follow({ after: await store.head(), signal: AbortSignal.abort() });
      for await (const batch of follower) throw new Error(`told ${batch.position}`);
    });

    it('refuses a position beyond the end of the log', async () => {
      const followed = followUntil(open(), { after: FAR }, () => true);
      await expect(followed).rejects.toBeInstanceOf(PositionBeyondEnd);
    });
  });
