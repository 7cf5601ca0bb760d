import { eventually } from '@libs/testing';
import { facts, someCategory, someStream } from '../contract/facts.js';
import type { Position } from '@libs/kernel';
import { appendSurely } from '../append-surely.js';
import { EMPTY, EventStoreUnavailable, PositionBeyondEnd, START } from '../event-store.js';
import { followed, withDouble } from './arrows.fixtures.js';
import { proposed } from './double/log.fixtures.js';

/** In which a busy machine writes 500 events. */
const DEADLINE_MS = 20_000;

const upTo = (count: number) => Array.from({ length: count }, (_, n) => n + 1);

describe('following EventStoreDB', () => {
  const subject = withDouble(DEADLINE_MS);

  it('keeps one live subscription for all followers', async () => {
    const { store, double } = subject();
    const followers = [1, 2, 3, 4].map(() => followed(store, { after: START }));
    await store.append(someStream(), EMPTY, facts(1));
    await eventually(() => followers.every(({ numbers }) => numbers().length === 1));
    await eventually(() => double.asked.open.size === 1);
    await Promise.all(followers.map(({ end }) => end()));
    await eventually(() => double.asked.open.size === 0);
  });

  it('goes on where it was when the server drops it as too slow', async () => {
    const { store, double, lost } = subject();
    const stream = someStream();
    const follower = followed(store, { after: START });
    await eventually(() => follower.isCaughtUp() && double.asked.open.size === 1);
    for (let n = 0; n < 40; n += 1) {
      await store.append(stream, n - 1, facts(1, n + 1));
      if (n % 10 === 5) await eventually(() => double.dropLive() > 0);
    }
    await eventually(() => follower.numbers().length >= 40);
    expect(follower.numbers()).toEqual(upTo(40));
    expect(lost).toEqual([]);
    await follower.end();
  });

  it('goes on where it was when its subscription dies without a word', async () => {
    const { store, double, lost } = subject();
    const stream = someStream();
    const follower = followed(store, { after: START });
    await eventually(() => follower.isCaughtUp() && double.asked.open.size === 1);
    double.hushLive();
    await store.append(stream, EMPTY, facts(2));
    await eventually(() => follower.numbers().length >= 2);
    expect(follower.numbers()).toEqual([1, 2]);
    expect(lost).toEqual([]);
    await follower.end();
  });

  it('waits out a killed server, says so once, and neither loses nor doubles', async () => {
    const { store, double, lost, backs } = subject();
    const stream = someStream();
    const follower = followed(store, { after: START, categories: [stream.split('-')[0] ?? ''] });
    await store.append(stream, EMPTY, facts(3));
    await eventually(() => follower.numbers().length === 3 && double.asked.open.size === 1);
    await double.network.cut();
    await eventually(() => lost.length === 1);
    await double.network.mend();
    await store.append(stream, 2, facts(3, 4));
    await eventually(() => follower.numbers().length >= 6);
    expect(follower.numbers()).toEqual(upTo(6));
    expect(lost).toMatchObject([{ name: 'EventStoreUnavailable' }]);
    expect(backs()).toBe(1);
    await follower.end();
  });

  it('waits out a server that hangs, says so once, and neither loses nor doubles', async () => {
    const { store, double, lost } = subject();
    const stream = someStream();
    const follower = followed(store, { after: START, categories: [stream.split('-')[0] ?? ''] });
    await store.append(stream, EMPTY, facts(3));
    await eventually(() => follower.numbers().length === 3 && double.asked.open.size === 1);
    double.network.hold();
    await eventually(() => lost.length === 1);
    double.network.release();
    await appendSurely(store, { stream, expected: 2, events: facts(3, 4) });
    await eventually(() => follower.numbers().length >= 6);
    expect(follower.numbers()).toEqual(upTo(6));
    expect(lost).toHaveLength(1);
    await follower.end();
  });

  it('tells no position before all that comes before it was told', async () => {
    const { store } = subject();
    const category = someCategory();
    const stream = someStream(category);
    // Checkpoints and the end of history overtake what waits in the client's buffer.
    for (let n = 0; n < 2000; n += 500) {
      await store.append(stream, n - 1, facts(500, n + 1));
      await store.append(someStream(), EMPTY, facts(400, 1, 'NoiseMade'));
    }
    const told: [Position, number][] = [];
    let count = 0;
    const follower = followed(store, { after: START, categories: [category], batchMax: 7 }, (b) => {
      told.push([b.position, (count += b.events.length)]);
      return new Promise((resolve) => setImmediate(resolve));
    });
    await eventually(() => follower.numbers().length >= 2000);
    expect(follower.numbers()).toEqual(upTo(2000));
    const events = await store.read(stream);
    for (const [position, handled] of told)
      expect(events.filter((event) => event.position <= position)).toHaveLength(handled);
    await follower.end();
  });

  it('lets a slow follower fall behind, and catch up, without holding the others', async () => {
    const { store } = subject();
    const stream = someStream();
    let go: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (go = resolve));
    const slow = followed(store, { after: START }, () => gate);
    const quick = followed(store, { after: START });
    for (let n = 0; n < 3000; n += 500) await store.append(stream, n - 1, facts(500, n + 1));
    await eventually(() => quick.numbers().length >= 3000);
    go();
    await eventually(() => slow.numbers().length >= 3000);
    expect(slow.numbers()).toEqual(upTo(3000));
    await Promise.all([slow.end(), quick.end()]);
  });

  it('passes over what the server and others write, and tells none of it', async () => {
    const { store, double } = subject();
    const stream = someStream();
    await store.append(stream, EMPTY, facts(2));
    const follower = followed(store, { after: START });
    await eventually(() => follower.numbers().length === 2);
    double.log.noteOfTheSystem();
    double.log.append('othersstream', 'any', [
      { id: 'a', type: 'b', contentType: 'application/octet-stream', ...NO_BYTES },
    ]);
    double.log.append(someStream(), 'any', [{ ...proposed('Noted', { n: 0 }), ...NO_METADATA }]);
    double.log.tombstone(someStream());
    const { position } = await store.append(stream, 1, facts(1, 3));
    await eventually(() => follower.batches.at(-1)?.position === position);
    expect(follower.numbers()).toEqual([1, 2, 3]);
    double.log.noteOfTheSystem();
    expect(await store.head()).toBe(position);
    const rest = await store.readAll({ after: position, limit: 1 });
    expect(rest).toEqual({ events: [], position, isEnd: true });
    await follower.end();
  });

  it('notices at its start that the log was wiped', async () => {
    const { store, double } = subject();
    const { position } = await store.append(someStream(), EMPTY, facts(9));
    double.log.wipe();
    const follower = followed(store, { after: position });
    await expect(follower.ended).rejects.toBeInstanceOf(PositionBeyondEnd);
  });

  it('notices at its start that the log is another one, though a longer one', async () => {
    const { store, double } = subject();
    const { position } = await store.append(someStream(), EMPTY, facts(3));
    double.log.wipe();
    await store.append(someStream(), EMPTY, [...facts(1, 1, 'Longer'), ...facts(30)]);
    const elsewhere = String(BigInt(position) + 1n).padStart(20, '0');
    const follower = followed(store, { after: elsewhere });
    await expect(follower.ended).rejects.toBeInstanceOf(PositionBeyondEnd);
  });

  it('notices that the log was wiped while it followed', async () => {
    const { store, double } = subject();
    const follower = followed(store, { after: START });
    await store.append(someStream(), EMPTY, facts(9));
    await eventually(() => follower.numbers().length === 9 && follower.isCaughtUp());
    await eventually(() => double.asked.open.size === 1);
    await double.network.cut();
    double.log.wipe();
    await double.network.mend();
    await expect(follower.ended).rejects.toBeInstanceOf(PositionBeyondEnd);
  });

  it('reads give up in time when the server hangs, and work again when it goes on', async () => {
    const { store, double } = subject();
    const stream = someStream();
    const { position } = await store.append(stream, EMPTY, facts(1));
    double.network.hold();
    const unavailable = { name: 'EventStoreUnavailable', outcome: 'nothing-written' };
    await Promise.all(
      [store.read(stream), store.head(), store.readAll({ after: START, limit: 9 })].map((read) =>
        expect(read).rejects.toMatchObject(unavailable),
      ),
    );
    double.network.release();
    // A connection that the client gave up meanwhile fails what is asked before the next one stands.
    await eventually(async () => (await store.head().catch(() => undefined)) === position);
  });
});

describe('reading EventStoreDB', () => {
  const subject = withDouble();

  it('leaves no call open that it gave up', async () => {
    const { store, double } = subject();
    double.mood.answers = new Promise(() => undefined);
    const given = expect(store.read(someStream())).rejects.toBeInstanceOf(EventStoreUnavailable);
    await eventually(() => double.asked.reads.size === 1);
    await given;
    await eventually(() => double.asked.reads.size === 0);
  });
});

const NO_METADATA = { metadata: new Uint8Array() };
const NO_BYTES = { ...NO_METADATA, data: new Uint8Array() };
