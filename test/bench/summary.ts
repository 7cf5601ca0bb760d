import { quantile, spread, type Bench, type BenchResult, type Spread } from './bench.js';
import { serverProcess, type ServerProcess } from './server-process.js';

/** What people look at all day, over many orders of one merchant. */
const ORDERS = 100_000;
const REQUESTS = 1000;
const WARM_UP = 100;
export const httpSummaryBench: Bench = {
  name: `GET transactions/summary over ${ORDERS.toLocaleString('en-US')} orders, p99`,
  mustReach: 0.1,
  aim: 0.3,
  run: () => measured(() => '/v1/transactions/summary'),
};

export const httpFilteredBench: Bench = {
  name: `GET transactions, filtered, over ${ORDERS.toLocaleString('en-US')} orders, p99, page not kept`,
  mustReach: 0.1,
  aim: 0.3,
  // Another sum each time: no page of it was written before.
  run: () =>
    measured((number) => `/v1/transactions?status=paid-direct&method=FI50&minAmount=${1 + number}`),
};

async function measured(path: (number: number) => string): Promise<BenchResult> {
  const server = await serverProcess();
  try {
    await server.ask({ ask: 'lines', count: ORDERS });
    return await compared(server, path);
  } finally {
    await server.end();
  }
}

/** One caller asks for ours and for the same bytes of an empty handler, by turns. */
async function compared(
  server: ServerProcess,
  path: (number: number) => string,
): Promise<BenchResult> {
  const headers = { authorization: `Bearer ${await server.token('liisa')}` };
  const ask = async (asked: string) => {
    const startedAt = performance.now();
    const answer = await fetch(`${server.address}${asked}`, { headers });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${asked} answered ${answer.status}: ${text}`);
    return { text, took: performance.now() - startedAt };
  };
  const { text: page } = await ask(path(0));
  await server.ask({ ask: 'say', refund: '{}', page });
  const took = { ours: [] as number[], limit: [] as number[] };
  for (let number = 1; number <= WARM_UP + REQUESTS; number += 1) {
    const ours = await ask(path(number));
    const limit = await ask('/v1/bench/transactions?status=paid-direct');
    if (number <= WARM_UP) continue;
    took.ours.push(ours.took);
    took.limit.push(limit.took);
  }
  const [ours, limit] = [tailOf(took.ours), tailOf(took.limit)];
  const medians = [spread(took.ours).median, spread(took.limit).median].map((each) =>
    each.toFixed(2),
  );
  return {
    ...{ unit: 'ms, p99 (median to the longest)', ours, limit, ratio: limit.median / ours.median },
    bounds: [
      { name: 'p99 to that of the empty handler', value: ours.median / limit.median, atMost: 10 },
    ],
    notes: [`median ${medians.join(' ms, of the empty handler ')} ms`],
  };
}

/** The p99, between the median and the longest. */
const tailOf = (values: readonly number[]): Spread => ({
  median: quantile(values, 0.99),
  min: quantile(values, 0.5),
  max: quantile(values, 1),
});
