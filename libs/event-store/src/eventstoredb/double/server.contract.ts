import {
  ANY,
  BACKWARDS,
  END,
  EventStoreDBClient,
  jsonEvent,
  NO_STREAM,
  STREAM_EXISTS,
  streamNameFilter,
  type AppendExpectedRevision,
  type AppendResult,
  type Position,
} from '@eventstore/db-client';
import { v4 } from 'uuid';
import { someStream } from '../../contract/facts.js';
import { readConnectionString } from '../connection-string.js';
import type { Ground } from './ground.fixtures.js';
import { subscribingContract } from './subscribing.contract.js';

/**
 * What a server was seen to do through this client, and the adapter counts on or guards against:
 * so that the double does no less and no more than a server does.
 */
export const serverContract = (url: string): void =>
  describe('a server of EventStoreDB', () => {
    const { credentials } = readConnectionString(url);
    let client: EventStoreDBClient;
    let stream: string;
    beforeAll(() => (client = EventStoreDBClient.connectionString(url)));
    beforeEach(() => void (stream = someStream()));
    afterAll(() => client.dispose());

    /** Credentials keep the client from its batches, as they keep the adapter's (ADR 21). */
    const send: Ground['send'] = (events, expectedRevision, into = stream) =>
      client.appendToStream(into, events, { expectedRevision, credentials });

    const ground = (): Ground => ({
      client,
      stream,
      send,
      append: (ids, expectedRevision, data = {}) =>
        send(
          ids.map((id) => jsonEvent({ id, type: 'Noted', data })),
          expectedRevision,
        ),
      ids: async () => {
        const found = [];
        for await (const { event } of client.readStream(stream)) found.push(event?.id);
        return found;
      },
    });

    appendingContract(ground);
    repeatingContract(ground);
    readingContract(ground);
    subscribingContract(ground);
  });

const APPEND_BYTES_MAX = 1_048_576;

const appendingContract = (ground: () => Ground): void => {
  it('answers an append with revision and position, as BigInt', async () => {
    const { append } = ground();
    const { success, nextExpectedRevision, position } = await append([v4(), v4()], NO_STREAM);
    expect([success, nextExpectedRevision, typeof position?.commit]).toEqual([true, 1n, 'bigint']);
  });

  it('refuses a wrong revision by its type alone', async () => {
    const { append, stream } = ground();
    await append([v4(), v4()], NO_STREAM);
    const refused = { type: 'wrong-expected-version', name: 'Error', message: '' };
    await expect(append([v4()], 0n)).rejects.toMatchObject({
      ...{ ...refused, streamName: stream, actualVersion: 1n },
    });
  });

  it.each([
    ['an empty type', { type: '' }],
    ['an id that is no UUID', { id: 'x' }],
  ])('fails on %s without saying why', async (_what, wrong) => {
    const event = jsonEvent({ id: v4(), type: 'Noted', data: {}, ...wrong });
    await expect(ground().send([event], ANY)).rejects.toMatchObject({ type: 'unknown' });
  });

  it('succeeds in appending nothing, and there is nothing then', async () => {
    const { append, ids } = ground();
    expect(await append([], NO_STREAM)).toMatchObject({ success: true });
    await expect(ids()).rejects.toMatchObject({ type: 'stream-not-found' });
  });

  it('takes 1 MiB an append, not a byte more, and goes on', async () => {
    const { append } = ground();
    const bytes = APPEND_BYTES_MAX - 'Noted'.length - '{"text":""}'.length;
    const text = (length: number) => ({ text: 'x'.repeat(length) });
    await expect(append([v4()], NO_STREAM, text(bytes + 1))).rejects.toMatchObject({
      type: 'maximum-append-size-exceeded',
    });
    expect((await append([v4()], NO_STREAM, text(bytes))).success).toBe(true);
  });
};

const repeatingContract = (ground: () => Ground): void =>
  describe('to which an append is repeated', () => {
    const [a, b, later, other] = [v4(), v4(), v4(), v4()];
    let first: AppendResult;
    beforeEach(async () => {
      first = await ground().append([a, b], NO_STREAM);
      await ground().append([later], 1n);
    });

    it.each<[string, readonly string[], AppendExpectedRevision]>([
      ['the same expectation, though more was written since', [a, b], NO_STREAM],
      ['any expectation', [a, b], ANY],
      ['an expectation of a stream', [a, b], STREAM_EXISTS],
      ['the beginning of a batch', [a], NO_STREAM],
    ])('takes %s for the same append', async (_what, ids, expected) => {
      const { append, ...there } = ground();
      const again = await append(ids, expected);
      expect(again).toMatchObject({ success: true });
      if (ids.length === 2) expect(again.nextExpectedRevision).toBe(first.nextExpectedRevision);
      expect(await there.ids()).toEqual([a, b, later]);
    });

    it('answers where the first time it was written', async () =>
      expect(await ground().append([a, b], NO_STREAM)).toEqual(first));

    it('ignores other data under the same ids', async () => {
      const { append, client, stream } = ground();
      expect(await append([a, b], NO_STREAM, { other: true })).toMatchObject({ success: true });
      for await (const { event } of client.readStream(stream)) expect(event?.data).toEqual({});
    });

    it.each<[string, readonly string[], AppendExpectedRevision]>([
      ['any expectation', [b, other], ANY],
      ['an expectation of no stream', [a, other], NO_STREAM],
    ])('refuses an old event before a new one, with %s', async (_what, ids, expected) => {
      const { append, ...there } = ground();
      await expect(append(ids, expected)).rejects.toMatchObject({ type: 'wrong-expected-version' });
      expect(await there.ids()).toEqual([a, b, later]);
    });

    it.each<[string, readonly string[], AppendExpectedRevision]>([
      ['the revision of today is expected', [a, b], 2n],
      ['an old one follows a new one', [other, a], ANY],
      ['it stands twice in one batch', [other, other], ANY],
    ])('writes an event twice where %s', async (_what, ids, expected) => {
      const { append, ...there } = ground();
      await append(ids, expected);
      expect(await there.ids()).toEqual([a, b, later, ...ids]);
    });

    it('writes an event twice into two streams', async () => {
      const [event, into] = [jsonEvent({ id: a, type: 'Noted', data: {} }), someStream()];
      expect(await ground().send([event], NO_STREAM, into)).toMatchObject({ success: true });
      expect(await ground().send([event], 0n, into)).toMatchObject({ nextExpectedRevision: 1n });
    });
  });

const readingContract = (ground: () => Ground): void =>
  describe('from which is read', () => {
    const events = [v4(), v4(), v4()];
    beforeEach(() => ground().append(events, NO_STREAM));

    const idsOf = async (read: AsyncIterable<{ readonly event?: { readonly id: string } }>) => {
      const found = [];
      for await (const { event } of read) found.push(event?.id);
      return found;
    };

    it('begins with the revision that is named, and knows nothing past the end', async () => {
      const { client, stream } = ground();
      const from = (fromRevision: bigint) => idsOf(client.readStream(stream, { fromRevision }));
      expect([await from(1n), await from(3n)]).toEqual([events.slice(1), []]);
    });

    it('begins at the start, backwards too, unless the end is named', async () => {
      const { client, stream } = ground();
      const backwards = { direction: BACKWARDS } as const;
      expect(await idsOf(client.readStream(stream, backwards))).toEqual(events.slice(0, 1));
      const fromEnd = client.readStream(stream, { ...backwards, fromRevision: END });
      expect(await idsOf(fromEnd)).toEqual([...events].reverse());
    });

    it('fails where nothing was asked for', async () => {
      const { client, stream } = ground();
      for (const options of [{ maxCount: 0 }, { fromRevision: END } as const])
        await expect(idsOf(client.readStream(stream, options))).rejects.toMatchObject({
          type: 'unknown',
        });
    });

    it('takes a removed stream for an unknown one, and tells a buried one apart', async () => {
      const { client, stream } = ground();
      await client.deleteStream(stream);
      await expect(idsOf(client.readStream(stream))).rejects.toMatchObject({
        type: 'stream-not-found',
      });
      await client.tombstoneStream(stream);
      await expect(idsOf(client.readStream(stream))).rejects.toMatchObject({
        type: 'stream-deleted',
      });
    });

    it('reads the log from a position on, that one with it, and ignores a filter', async () => {
      const { client, stream, append } = ground();
      const { position } = await append([v4()], 2n);
      const filter = streamNameFilter({ prefixes: ['nothing-'] });
      const options = { fromPosition: position as Position, maxCount: 1, filter };
      for await (const { event } of client.readAll(options)) expect(event?.streamId).toBe(stream);
      expect(await idsOf(client.readAll(options))).toHaveLength(1);
    });

    it('has no metadata where none were given', async () => {
      const { client, stream } = ground();
      for await (const { event } of client.readStream(stream)) {
        expect(event?.metadata).toBeUndefined();
        expect(event?.created).toBeInstanceOf(Date);
      }
    });
  });
