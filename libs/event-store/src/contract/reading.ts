import { AssertionError, type Position } from '@libs/kernel';
import {
  EMPTY,
  PAGE_MAX,
  PositionBeyondEnd,
  START,
  type EventStore,
  type Filter,
} from '../event-store.js';
import { appendNoise, fact, facts, FAR, numbers, someCategory, someStream } from './facts.js';
import { allAfter, pagesAfter } from './pages.js';

/** What is promised to readers of a stream and of the whole log. */
export const readingContract = (open: () => EventStore): void => {
  streamContract(open);
  logContract(open);
  filterContract(open);
};

const streamContract = (open: () => EventStore): void =>
  describe('reading a stream', () => {
    it('reads an unknown stream as empty', async () =>
      expect(await open().read(someStream())).toEqual([]));

    it('gives events back in order, with their revisions', async () => {
      const store = open();
      const stream = someStream();
      await store.append(stream, EMPTY, facts(2));
      await appendNoise(store);
      await store.append(stream, 1, facts(1, 3));
      const read = await store.read(stream);
      expect(numbers(read)).toEqual([1, 2, 3]);
      expect(read.map(({ revision }) => revision)).toEqual([0, 1, 2]);
      expect(read.map((event) => event.stream)).toEqual([stream, stream, stream]);
    });

    it('reads on from a revision', async () => {
      const store = open();
      const stream = someStream();
      await store.append(stream, EMPTY, facts(4));
      expect(numbers(await store.read(stream, 2))).toEqual([3, 4]);
      expect(numbers(await store.read(stream, 0))).toEqual([1, 2, 3, 4]);
      expect(await store.read(stream, 4)).toEqual([]);
    });

    it('keeps streams of alike names apart', async () => {
      const store = open();
      const stream = someStream();
      const names = [stream, `${stream}-1`, `${stream}0`, stream.replace('-', '-0'), `${stream}Ä`];
      for (const name of names) await store.append(name, EMPTY, [fact({ n: name })]);
      for (const name of names) expect(numbers(await store.read(name))).toEqual([name]);
    });
  });

const logContract = (open: () => EventStore): void =>
  describe('reading the log', () => {
    it('gives every event a position of 20 digits, each above the one before', async () => {
      const store = open();
      const after = await store.head();
      expect(after >= START).toBe(true);
      await Promise.all(
        Array.from({ length: 30 }, () => store.append(someStream(), EMPTY, facts(3))),
      );
      const positions = (await allAfter(store, after)).map(({ position }) => position);
      expect(positions).toHaveLength(90);
      for (const [index, position] of positions.entries()) {
        expect(position).toMatch(/^\d{20}$/u);
        expect(position > (positions[index - 1] ?? after)).toBe(true);
      }
    });

    it('gives the same event from the log as from its stream', async () => {
      const store = open();
      const after = await store.head();
      const stream = someStream();
      await store.append(stream, EMPTY, facts(3));
      expect(await allAfter(store, after)).toEqual(await store.read(stream));
    });

    it('reads in pages that neither leave out nor repeat', async () => {
      const store = open();
      const after = await store.head();
      await store.append(someStream(), EMPTY, facts(10));
      for (const limit of [1, 3, 5, 10, 11]) {
        const pages = await pagesAfter(store, after, {}, limit);
        expect(numbers(pages.flatMap(({ events }) => events))).toEqual([
          1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
        ]);
        expect(pages.every(({ events }) => events.length <= limit)).toBe(true);
        expect(pages.map(({ isEnd }) => isEnd).indexOf(true)).toBe(pages.length - 1);
      }
    });

    it('stays where it is at the end', async () => {
      const store = open();
      await appendNoise(store);
      const after = await store.head();
      expect(await store.readAll({ after, limit: 5 })).toEqual({
        events: [],
        position: after,
        isEnd: true,
      });
    });

    it('refuses a position beyond its end', async () => {
      const store = open();
      const { position } = await appendNoise(store);
      const refused = store.readAll({ after: FAR, limit: 1 });
      await expect(refused).rejects.toBeInstanceOf(PositionBeyondEnd);
      await expect(refused).rejects.toMatchObject({ position: FAR, head: position });
    });

    it.each(['', '1', 'x'.repeat(20), '-0000000000000000001'])(
      'takes the position %j for a bug',
      (after) => expect(open().readAll({ after, limit: 1 })).rejects.toBeInstanceOf(AssertionError),
    );

    it.each([0, -1, 1.5, PAGE_MAX + 1])('takes the limit %d for a bug', (limit) =>
      expect(open().readAll({ after: START, limit })).rejects.toBeInstanceOf(AssertionError),
    );
  });

const filterContract = (open: () => EventStore): void =>
  describe('reading what a filter asks for', () => {
    let store: EventStore;
    let after: Position;
    const [a, b] = [someCategory(), someCategory()];
    beforeEach(async () => {
      store = open();
      after = await store.head();
      await store.append(someStream(a), EMPTY, [fact({ n: 1 }, 'One'), fact({ n: 2 }, 'Two')]);
      await store.append(someStream(b), EMPTY, [fact({ n: 3 }, 'One'), fact({ n: 4 }, 'Three')]);
      await appendNoise(store, 5);
    });

    it.each<[string, Filter, readonly number[]]>([
      ['a category', { categories: [a] }, [1, 2]],
      ['several categories', { categories: [a, b, 'unheardOf'] }, [1, 2, 3, 4]],
      ['a type', { types: ['One'] }, [1, 3]],
      ['several types', { types: ['Three', 'Two', 'UnheardOf'] }, [2, 4]],
      ['types of categories', { categories: [b], types: ['One', 'Two'] }, [3]],
      ['what nobody recorded', { types: ['UnheardOf'] }, []],
      ['no category at all', { categories: [] }, []],
      ['no type at all', { types: [] }, []],
    ])('finds %s', async (_what, filter, expected) => {
      for (const limit of [1, 2, 100]) {
        const pages = await pagesAfter(store, after, filter, limit);
        expect(numbers(pages.flatMap(({ events }) => events))).toEqual(expected);
        expect(pages.every(({ events }) => events.length <= limit)).toBe(true);
        // The position moved over all that was left out.
        expect(pages.at(-1)?.position).toBe(await store.head());
      }
    });

    it('finds an event of a type and a category that were new a moment ago', async () => {
      const category = someCategory();
      const filter = { categories: [category], types: [`Fresh${category}`] };
      expect(await pagesAfter(store, after, filter, 10)).toMatchObject([{ events: [] }]);
      await store.append(someStream(category), EMPTY, facts(2, 1, `Fresh${category}`));
      expect(await pagesAfter(store, after, filter, 10)).toMatchObject([{ events: [{}, {}] }]);
    });
  });
