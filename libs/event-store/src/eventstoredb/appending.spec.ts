import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { EMPTY, EventStoreUnavailable, WrongRevision } from '../event-store.js';
import { appendSurely } from '../append-surely.js';
import { fact, facts, someStream } from '../contract/facts.js';
import { eventually } from '@libs/testing';
import { withDouble } from './arrows.fixtures.js';
import { eventStoreDbEventStore } from './eventstoredb-event-store.js';

const TYPESCRIPT = ['--no-warnings', '--import', './libs/testing/src/run-typescript.mjs'];
const CLOSING = 'libs/event-store/src/eventstoredb/closing-process.fixtures.ts';

describe('an append to EventStoreDB', () => {
  const subject = withDouble();
  const unknown = { name: 'EventStoreUnavailable', outcome: 'unknown' };

  it('tells a wrong revision in words of its own, for the client has none', async () => {
    const { store } = subject();
    const stream = someStream();
    await store.append(stream, EMPTY, facts(2));
    const refused = store.append(stream, 0, facts(1));
    await expect(refused).rejects.toThrow(`${stream} stands at 1, not at 0`);
    await expect(refused).rejects.toBeInstanceOf(WrongRevision);
  });

  it('of nothing asks for nothing to be written', async () => {
    const { store, double } = subject();
    await store.append(someStream(), EMPTY, []);
    expect(double.asked.appends).toBe(0);
  });

  it.each([
    ['a number that JSON has not', { data: { sum: 1n } }],
    ['an empty type', { type: '' }],
    ['an id that is none', { id: 'x' }],
  ])('with %s never comes to the client', async (_what, wrong) => {
    const { store, double } = subject();
    const refused = store.append(someStream(), EMPTY, [{ ...fact(), ...wrong }]);
    await expect(refused).rejects.toThrow(Error);
    expect(double.asked.appends).toBe(0);
  });

  it('reads its position back where the answer has none', async () => {
    const { store, double } = subject();
    double.mood.tellsPosition = false;
    const stream = someStream();
    const appended = await store.append(stream, EMPTY, facts(3));
    expect(appended).toMatchObject({ revision: 2 });
    expect(appended.position).toBe((await store.read(stream)).at(-1)?.position);
  });

  it('has an unknown outcome after the deadline, and the same again tells it', async () => {
    const { store, double } = subject();
    const stream = someStream();
    const events = facts(2);
    await store.append(someStream(), EMPTY, facts(1));
    double.network.hold();
    await expect(store.append(stream, EMPTY, events)).rejects.toMatchObject(unknown);
    double.network.release();
    // The server, once it goes on, has it twice, and writes it once.
    expect((await store.append(stream, EMPTY, events)).revision).toBe(1);
    expect(await store.read(stream)).toHaveLength(2);
  });

  it('that was written and not answered is found by the same ids', async () => {
    const { store, double } = subject();
    const stream = someStream();
    let answer: () => void = () => undefined;
    double.mood.answers = new Promise((resolve) => (answer = resolve));
    const lost = store.append(stream, EMPTY, facts(1));
    await eventually(() => double.log.stream(stream) !== undefined);
    await double.network.cut();
    await expect(lost).rejects.toMatchObject(unknown);
    answer();
    double.mood.answers = Promise.resolve();
    await double.network.mend();
    const [written] = await store.read(stream);
    const again = { ...fact(), id: written?.id ?? '' };
    const appended = await appendSurely(store, { stream, expected: EMPTY, events: [again] });
    expect(appended).toEqual({ revision: 0, position: written?.position });
    expect(await store.read(stream)).toHaveLength(1);
  });

  it('that is refused though it was written is found by reading back', async () => {
    const { store, double } = subject();
    const stream = someStream();
    const events = facts(2);
    const first = await store.append(stream, EMPTY, events);
    await store.append(stream, 1, facts(1, 3));
    double.mood.knowsRepeats = false;
    expect(await store.append(stream, EMPTY, events)).toEqual(first);
    await expect(store.append(stream, EMPTY, facts(2))).rejects.toBeInstanceOf(WrongRevision);
  });

  it('is turned away for sure from a stream that was buried', async () => {
    const { store, double } = subject();
    const stream = someStream();
    await store.append(stream, EMPTY, facts(1));
    double.log.tombstone(stream);
    const turnedAway = { name: 'EventStoreUnavailable', outcome: 'nothing-written' };
    await expect(store.append(stream, 0, facts(1))).rejects.toMatchObject(turnedAway);
    // It is not taken for a stream that never was.
    await expect(store.read(stream)).rejects.toMatchObject(turnedAway);
  });

  it('is turned away for sure where credentials are refused', async () => {
    const { store, double } = subject();
    double.mood.refusesCredentials = true;
    await expect(store.append(someStream(), EMPTY, facts(1))).rejects.toMatchObject({
      outcome: 'nothing-written',
    });
  });

  it('waits out a server that is starting', async () => {
    const { store, double } = subject();
    double.mood.isReady = false;
    const refused = store.append(someStream(), EMPTY, facts(1));
    await expect(refused).rejects.toBeInstanceOf(EventStoreUnavailable);
    double.mood.isReady = true;
    expect((await store.append(someStream(), EMPTY, facts(1))).revision).toBe(0);
  });

  it('waits out a server that is down', async () => {
    const { store, double } = subject();
    const stream = someStream();
    await double.network.cut();
    await expect(store.append(stream, EMPTY, facts(1))).rejects.toMatchObject(unknown);
    await expect(store.read(stream)).rejects.toBeInstanceOf(EventStoreUnavailable);
    await double.network.mend();
    const appended = await appendSurely(store, { stream, expected: EMPTY, events: facts(1) });
    expect(appended.revision).toBe(0);
  });

  it('is a call of its own: a lost connection fails each alone, and late answers end nothing', async () => {
    const { store, double } = subject();
    const other = eventStoreDbEventStore({ connectionString: double.url });
    let answer: () => void = () => undefined;
    double.mood.answers = new Promise((resolve) => (answer = resolve));
    const streams = Array.from({ length: 32 }, () => someStream());
    const batches = streams.map(() => facts(1));
    const appends = streams.map((stream, n) => store.append(stream, EMPTY, batches[n] ?? []));
    const ends = Promise.allSettled(appends);
    await eventually(() => double.asked.appends === 32);
    await double.network.cut();
    expect((await ends).map(({ status }) => status)).toEqual(streams.map(() => 'rejected'));
    answer();
    await double.network.mend();
    // Another client of the process was not touched, and all of it can be told by asking again.
    expect((await other.append(someStream(), EMPTY, facts(1))).revision).toBe(0);
    const again = await Promise.all(
      streams.map((stream, n) =>
        appendSurely(store, { stream, expected: EMPTY, events: batches[n] ?? [] }),
      ),
    );
    expect(again.map(({ revision }) => revision)).toEqual(streams.map(() => 0));
    await other.close();
  });

  it('holds no process back once the store was closed', async () => {
    const { double } = subject();
    const child = spawn(process.execPath, [...TYPESCRIPT, CLOSING, double.url], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const said: Buffer[] = [];
    child.stdout.on('data', (bytes: Buffer) => said.push(bytes));
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(Buffer.concat(said).toString()).toBe('closed');
  });

  it('is refused after the store was closed', async () => {
    const { double } = subject();
    const store = eventStoreDbEventStore({ connectionString: double.url });
    await store.close();
    await expect(store.append(someStream(), EMPTY, facts(1))).rejects.toMatchObject({
      outcome: 'nothing-written',
    });
  });
});
