import { EMPTY, WrongRevision, type Appended, type EventStore } from '../event-store.js';
import { facts, numbers, someCategory, someStream } from './facts.js';
import { allAfter } from './pages.js';

/** What is promised to writers at the same time. */
export const writingTogetherContract = (open: () => EventStore): void =>
  describe('writing together', () => {
    it('lets exactly one of two writers win a race', async () => {
      const store = open();
      const stream = someStream();
      const race = [facts(2, 1), facts(2, 11)].map((events) => store.append(stream, EMPTY, events));
      const ends = await Promise.allSettled(race);
      expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const [lost] = ends.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
      expect(lost?.reason).toBeInstanceOf(WrongRevision);
      expect(lost?.reason).toMatchObject({ expected: EMPTY, actual: 1 });
      expect([
        [1, 2],
        [11, 12],
      ]).toContainEqual(numbers(await store.read(stream)));
    });

    it('keeps one conflict from touching the others', async () => {
      const store = open();
      const category = someCategory();
      const taken = someStream(category);
      await store.append(taken, EMPTY, facts(1));
      const streams = [someStream(category), taken, someStream(category)];
      const ends = await Promise.allSettled(
        streams.map((stream) => store.append(stream, EMPTY, facts(2, 7))),
      );
      expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      const read = await Promise.all(
        streams.map(async (stream) => numbers(await store.read(stream))),
      );
      expect(read).toEqual([[7, 8], [1], [7, 8]]);
    });

    it('takes appends to one stream that build on each other before the first is answered', async () => {
      const store = open();
      const stream = someStream();
      const ends = await Promise.all(
        [0, 1, 2].map((n) => store.append(stream, n - 1, facts(1, n))),
      );
      expect(ends.map(({ revision }) => revision)).toEqual([0, 1, 2]);
      expect(numbers(await store.read(stream))).toEqual([0, 1, 2]);
    });

    it('answers two at once that append the same ids alike', async () => {
      const store = open();
      const stream = someStream();
      const events = facts(2);
      const [one, other] = await Promise.all([
        store.append(stream, EMPTY, events),
        store.append(stream, EMPTY, events),
      ]);
      expect(one).toEqual(other);
      expect(await store.read(stream)).toHaveLength(2);
    });

    it('gives each of many writers its own place', async () => {
      const store = open();
      const category = someCategory();
      const after = await store.head();
      const ends: Appended[] = await Promise.all(
        Array.from({ length: 200 }, () => store.append(someStream(category), EMPTY, facts(3))),
      );
      expect(new Set(ends.map(({ position }) => position)).size).toBe(200);
      const recorded = await allAfter(store, after, { categories: [category] });
      expect(recorded).toHaveLength(600);
      // The events of one append stand together.
      expect(numbers(recorded)).toEqual(Array.from({ length: 600 }, (_, index) => (index % 3) + 1));
    });
  });
