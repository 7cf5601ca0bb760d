import autocannon from 'autocannon';
import { interleaved, type Bench, type BenchResult } from './bench.js';
import { serverProcess, type ServerProcess } from './server-process.js';

export interface HttpBenchOptions {
  readonly rounds: number;
  /** Requests a round. */
  readonly requests: number;
  readonly connections: number;
}

const OPTIONS: HttpBenchOptions = { rounds: 5, requests: 2000, connections: 32 };

/** After `AccountOpened`, `PaymentCaptured` and `OrderReadyForSettlement`. */
const PAID_ETAG = '"account.2"';

const REFUND = JSON.stringify({
  kind: 'price-reduction',
  timing: 'before-settlement',
  amount: { minorUnits: 100, currency: 'EUR' },
  reason: 'other',
});

export const httpRefundBench: Bench = {
  name: 'POST refunds over HTTP, 32 connections, projections running',
  mustReach: 0.4,
  aim: 0.85,
  run: () => withServer((server) => measureRefunds(server, OPTIONS)),
};

export const httpTransactionsBench: Bench = {
  name: 'GET transactions over HTTP, 32 connections, projections running',
  mustReach: 0.4,
  aim: 0.85,
  run: () => withServer((server) => measureTransactions(server, OPTIONS)),
};

async function withServer(
  measure: (server: ServerProcess) => Promise<BenchResult>,
): Promise<BenchResult> {
  const server = await serverProcess();
  try {
    return await measure(server);
  } finally {
    await server.end();
  }
}

/** Each request refunds an order of its own; the first one's answer tells the bytes. */
async function measureRefunds(
  server: ServerProcess,
  { rounds, requests, connections }: HttpBenchOptions,
): Promise<BenchResult> {
  const headers = await headersOf(server, 'liisa');
  const count = (rounds + 1) * requests + 1;
  const orderIds = (await server.ask({ ask: 'orders', from: 0, count })) as string[];
  const [first = '', ...others] = orderIds;
  const refund = await told(`${server.address}/v1/orders/${first}/refunds`, {
    method: 'POST',
    headers: { ...headers, 'idempotency-key': '"bench"', 'if-match': PAID_ETAG },
    body: REFUND,
  });
  await server.ask({ ask: 'say', refund, page: '{}' });
  let next = 0;
  const post = (path: (orderId: string) => string) => async () => {
    const orders = others.slice(next, next + requests);
    let at = 0;
    const taken = await run(server, { requests, connections, headers }, () => {
      const orderId = orders[at % orders.length] ?? first;
      at += 1;
      return {
        method: 'POST',
        path: path(orderId),
        headers: { ...headers, 'idempotency-key': `"${orderId}"`, 'if-match': PAID_ETAG },
        body: REFUND,
      };
    });
    await server.ask({ ask: 'settle' });
    return taken;
  };
  const ours = post((orderId) => `/v1/orders/${orderId}/refunds`);
  const limit = post((orderId) => `/v1/bench/${orderId}/refunds`);
  const measured = await interleaved(rounds, {
    ours: async () => {
      const taken = await ours();
      next += requests;
      return taken;
    },
    limit,
  });
  return { unit: `ms for ${requests} requests`, ...measured };
}

async function measureTransactions(
  server: ServerProcess,
  { rounds, requests, connections }: HttpBenchOptions,
): Promise<BenchResult> {
  const headers = await headersOf(server, 'liisa');
  await server.ask({ ask: 'orders', from: 0, count: 5000 });
  const path = '/v1/transactions?status=paid-direct';
  const page = await told(`${server.address}${path}`, { headers });
  await server.ask({ ask: 'say', refund: '{}', page });
  const get = (asked: string) => () =>
    run(server, { requests, connections, headers }, () => ({
      method: 'GET',
      path: asked,
      headers,
    }));
  const measured = await interleaved(rounds, {
    ours: get(path),
    limit: get('/v1/bench/transactions?status=paid-direct'),
  });
  return { unit: `ms for ${requests} requests`, ...measured };
}

interface Run {
  readonly requests: number;
  readonly connections: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** What so many requests take over so many connections; fails unless each was answered well. */
async function run(
  { address }: ServerProcess,
  { requests, connections }: Run,
  next: () => autocannon.Request,
): Promise<number> {
  const startedAt = performance.now();
  let endedAt = startedAt;
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const asked = [{ setupRequest: (request: autocannon.Request) => ({ ...request, ...next() }) }];
    const load = autocannon(
      { url: address, connections, amount: requests, requests: asked },
      (error: Error | null, ended) => (error === null ? resolve(ended) : reject(error)),
    );
    // The load's own end is told by the second only.
    load.on('response', () => (endedAt = performance.now()));
  });
  if (result['2xx'] !== requests)
    throw new Error(`${requests - result['2xx']} of ${requests} requests were not answered well`);
  return endedAt - startedAt;
}

async function headersOf(server: ServerProcess, userId: string) {
  return {
    authorization: `Bearer ${await server.token(userId)}`,
    'content-type': 'application/json',
  };
}

async function told(url: string, request: RequestInit): Promise<string> {
  const answer = await fetch(url, request);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${text}`);
  return text;
}
