import { spread, type Bench, type BenchResult } from './bench.js';
import { serverProcess } from './server-process.js';

/** An order that is received and paid is so many events. */
const EVENTS_AN_ORDER = 5;
const SAMPLES = 5;

/** The limit is the smaller log's figure: flat means that ten times the events cost nothing. */
export const standaloneMemoryBench: Bench = {
  name: 'resident memory of the standalone process, 100,000 and 1,000,000 events',
  mustReach: 0.9,
  aim: 1,
  run: () => measureMemory(100_000, 1_000_000),
};

async function measureMemory(few: number, many: number): Promise<BenchResult> {
  const server = await serverProcess();
  try {
    const orders = (events: number) => Math.ceil(events / EVENTS_AN_ORDER);
    const grown = async (from: number, to: number) => {
      await server.ask({ ask: 'orders', from: orders(from), count: orders(to - from) });
      await server.ask({ ask: 'settle' });
      const samples: number[] = [];
      for (let at = 0; at < SAMPLES; at += 1)
        samples.push(Number(await server.ask({ ask: 'memory' })));
      return spread(samples);
    };
    const limit = await grown(0, few);
    const ours = await grown(few, many);
    return { unit: 'bytes resident', ours, limit, ratio: limit.median / ours.median };
  } finally {
    await server.end();
  }
}
