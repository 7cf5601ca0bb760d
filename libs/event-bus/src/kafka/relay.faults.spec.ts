import { once } from 'node:events';
import { onEngine, ownEngine } from '@libs/testing';
import { relaysAtWork, type RelaysAtWork } from './relays-at-work.fixtures.js';

/** Once each, never back. */
async function expectAllOnce(relays: RelaysAtWork, count: number): Promise<void> {
  const sequences = await relays.sequences(count);
  expect(sequences).toEqual([...sequences].sort());
  expect(sequences).toHaveLength(count);
}

await onEngine('kafka', ({ url }) =>
  describe('relays of one topic in several processes', () => {
    let relays: RelaysAtWork;
    beforeEach(async () => void (relays = await relaysAtWork(url)));
    afterEach(() => relays.end());

    it('add nothing once another one took over while they were stopped in their work', async () => {
      const { start, record, told } = relays;
      const first = start();
      await told(await record(1, 20));
      const recording = record(21, 400);
      await told(await record(1001, 1001));
      first.kill('SIGSTOP');
      const second = start();
      await told(await recording);
      first.kill('SIGCONT');
      await told(await record(401, 420));
      // The one that slept is one of the two again, and works on alone.
      second.kill('SIGKILL');
      await once(second, 'exit');
      await told(await record(421, 440));
      await expectAllOnce(relays, 441);
    });

    it('lose and repeat nothing when they are killed at any moment', async () => {
      const { start, record, told } = relays;
      for (let from = 1; from <= 300; from += 100) {
        const working = start();
        const recording = record(from, from + 99);
        await told(await record(1000 + from, 1000 + from));
        await recording;
        working.kill('SIGKILL');
        await once(working, 'exit');
      }
      start();
      await told(await relays.head());
      await expectAllOnce(relays, 303);
    });
  }),
);

const engine = await ownEngine('kafka');

if ('skipped' in engine)
  describe('relays over a broker that stands still', () =>
    it.skip(`are not there: ${engine.skipped}`, () => undefined));
else
  describe('relays over a broker that stands still', () => {
    const { freeze, thaw } = engine.process;
    /** Longer than a request waits for its answer, and a member for a sign of its group. */
    const LONG_MS = 15_000;
    const standstill = async (): Promise<void> => {
      await freeze();
      await new Promise((resolve) => setTimeout(resolve, LONG_MS));
      thaw();
    };
    let relays: RelaysAtWork;
    beforeAll(async () => void (relays = await relaysAtWork(engine.url)));
    afterAll(async () => {
      await relays.end();
      await engine.stop();
    });

    it('lose and repeat nothing, whether it was in the midst of their work or they were idle', async () => {
      const { start, record, told } = relays;
      const [working] = [start(), start()];
      await told(await record(1, 20));
      const recording = record(21, 400);
      await told(await record(1001, 1001));
      await standstill();
      await told(await recording);
      await standstill();
      await told(await record(401, 420));
      working.kill('SIGKILL');
      await once(working, 'exit');
      await told(await record(421, 440));
      await expectAllOnce(relays, 441);
    });
  });
