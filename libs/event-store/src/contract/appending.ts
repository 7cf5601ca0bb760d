import { v4 } from 'uuid';
import { AssertionError } from '@libs/kernel';
import {
  APPEND_BYTES_MAX,
  AppendTooLarge,
  EMPTY,
  WrongRevision,
  type EventStore,
  type NewEvent,
} from '../event-store.js';
import { fact, facts, metadata, numbers, someStream } from './facts.js';

/** What is promised to one writer. */
export const appendingContract = (open: () => EventStore): void =>
  describe('appending', () => {
    let store: EventStore;
    let stream: string;
    beforeEach(() => {
      store = open();
      stream = someStream();
    });

    it('answers where the last event stands', async () => {
      const first = await store.append(stream, EMPTY, facts(2));
      const second = await store.append(stream, 1, facts(1, 3));
      const read = await store.read(stream);
      expect([first.revision, second.revision]).toEqual([1, 2]);
      expect([first.position, second.position]).toEqual([read[1]?.position, read[2]?.position]);
      expect(await store.head()).toBe(second.position);
    });

    it.each([
      ['text of any script', { text: 'Ä ö 漢字 👩‍👩‍👧 \u0000 \u2028 "\\ </script> \ud800' }],
      [
        'integers up to 2^53 - 1',
        { most: Number.MAX_SAFE_INTEGER, least: -Number.MAX_SAFE_INTEGER },
      ],
      ['nested values', { list: [1, [], {}, null, true, 'x'], deep: { er: { '': 0.1 } } }],
      ['names that mean something elsewhere', JSON.parse('{"__proto__":{"a":1},"constructor":2}')],
      ['nothing', {}],
    ])('gives back %s as it was', async (_what, data: object) => {
      const { position } = await store.append(stream, EMPTY, [fact(data, 'Fact.Noted_V2')]);
      const [read] = await store.read(stream);
      const { id } = read ?? {};
      expect(read).toEqual({
        id,
        type: 'Fact.Noted_V2',
        data,
        metadata,
        stream,
        revision: 0,
        position,
      });
      expect(JSON.stringify(read?.data)).toBe(JSON.stringify(data));
    });

    it('keeps the ids it is given', async () => {
      const events = facts(3);
      await store.append(stream, EMPTY, events);
      expect((await store.read(stream)).map(({ id }) => id)).toEqual(events.map(({ id }) => id));
    });

    it('takes a big batch', async () => {
      await store.append(stream, EMPTY, facts(1500));
      expect(numbers(await store.read(stream))).toEqual(
        Array.from({ length: 1500 }, (_, n) => n + 1),
      );
    });

    it('writes nothing when there is nothing to write', async () => {
      const before = await store.append(stream, EMPTY, facts(2));
      expect(await store.append(stream, 1, [])).toEqual(before);
      expect((await store.append(someStream(), EMPTY, [])).revision).toBe(EMPTY);
      expect(await store.head()).toBe(before.position);
      await expect(store.append(stream, 0, [])).rejects.toThrow(WrongRevision);
    });

    refusingContract(() => ({ store, stream }));
    repeatingContract(() => ({ store, stream }));
  });

interface Subject {
  readonly store: EventStore;
  readonly stream: string;
}

const refusingContract = (subject: () => Subject): void =>
  describe('what cannot be appended', () => {
    it.each([-1, 0, 2, 7])('refuses a writer who decided on revision %d of 1', async (expected) => {
      const { store, stream } = subject();
      const { position } = await store.append(stream, EMPTY, facts(2));
      const refused = store.append(stream, expected, facts(1, 3));
      await expect(refused).rejects.toBeInstanceOf(WrongRevision);
      await expect(refused).rejects.toMatchObject({ stream, expected, actual: 1 });
      expect(await store.head()).toBe(position);
    });

    it('refuses a writer who expects events in a stream that is not there', async () => {
      const { store, stream } = subject();
      const refused = store.append(stream, 0, facts(1));
      await expect(refused).rejects.toMatchObject({ name: 'WrongRevision', actual: EMPTY });
      expect(await store.read(stream)).toEqual([]);
    });

    it('refuses one byte of text too many, and writes none of it', async () => {
      const { store, stream } = subject();
      const head = await store.head();
      const letters = (count: number) => [
        fact({ text: 'x'.repeat(count / 2) }),
        fact({ text: 'ä'.repeat(count / 4) }),
      ];
      await expect(store.append(stream, EMPTY, letters(APPEND_BYTES_MAX))).rejects.toThrow(
        AppendTooLarge,
      );
      expect(await store.head()).toBe(head);
      expect((await store.append(stream, EMPTY, letters(APPEND_BYTES_MAX - 4096))).revision).toBe(
        1,
      );
    });

    it.each<[string, Partial<NewEvent>]>([
      ['an id that is no UUID', { id: 'one' }],
      ['an id in capitals', { id: v4().toUpperCase() }],
      ['an empty type', { type: '' }],
      ['a type with a space', { type: 'Fact Noted' }],
      ['data that is no object', { data: 'text' as unknown as object }],
      ['data that is a list', { data: [1] }],
    ])('takes %s for a bug', async (_what, wrong) => {
      const { store, stream } = subject();
      const refused = store.append(stream, EMPTY, [fact(), { ...fact(), ...wrong }]);
      await expect(refused).rejects.toBeInstanceOf(AssertionError);
      expect(await store.read(stream)).toEqual([]);
    });

    it.each(['fact', '-1', 'fact-', '', '$fact-1', 'fact-\n'])(
      'takes the stream name %j for a bug',
      async (name) => {
        const { store } = subject();
        await expect(store.append(name, EMPTY, facts(1))).rejects.toBeInstanceOf(AssertionError);
        await expect(store.read(name)).rejects.toBeInstanceOf(AssertionError);
      },
    );

    it.each([-2, 0.5, NaN])('takes the expected revision %d for a bug', async (expected) => {
      const { store, stream } = subject();
      await expect(store.append(stream, expected, facts(1))).rejects.toBeInstanceOf(AssertionError);
    });

    it('takes an id that is used twice for a bug', async () => {
      const { store, stream } = subject();
      const once = fact();
      await expect(store.append(stream, EMPTY, [once, once])).rejects.toBeInstanceOf(
        AssertionError,
      );
    });
  });

const repeatingContract = (subject: () => Subject): void =>
  describe('appending again', () => {
    it('answers the same ids with the same expectation as the first time', async () => {
      const { store, stream } = subject();
      const events = facts(3);
      const first = await store.append(stream, EMPTY, events);
      expect(await store.append(stream, EMPTY, events)).toEqual(first);
      expect(await store.head()).toBe(first.position);
    });

    it('does so when the stream has moved on since', async () => {
      const { store, stream } = subject();
      await store.append(stream, EMPTY, facts(2));
      const events = facts(2, 3);
      const first = await store.append(stream, 1, events);
      const later = await store.append(stream, 3, facts(2, 5));
      expect(await store.append(stream, 1, events)).toEqual(first);
      expect(await store.head()).toBe(later.position);
      expect(numbers(await store.read(stream))).toEqual([1, 2, 3, 4, 5, 6]);
    });

    it('refuses other ids with the same expectation', async () => {
      const { store, stream } = subject();
      const [first, second] = facts(2) as [NewEvent, NewEvent];
      await store.append(stream, EMPTY, [first, second]);
      const others: (readonly NewEvent[])[] = [
        facts(2),
        [first, fact()],
        [second, first],
        [first, second, fact()],
      ];
      for (const events of others)
        await expect(store.append(stream, EMPTY, events)).rejects.toMatchObject({
          name: 'WrongRevision',
          actual: 1,
        });
      expect(await store.read(stream)).toHaveLength(2);
    });
  });
