import { setTimeout as sleep } from 'node:timers/promises';
import { runConsumer } from './consumer.js';
import { fileJournal } from './file-journal.js';
import { httpLine } from './http-line.js';
import { kafkaLine } from './kafka-line.js';

/** `npm run settlement`: settles what is ready, until it is asked to stop. */
const { env } = process;
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());

const line =
  env['SETTLEMENT_KAFKA'] === undefined
    ? httpLine({
        address: env['SETTLEMENT_EXTRANET'] ?? 'http://127.0.0.1:3000',
        token: env['SETTLEMENT_TOKEN'] ?? '',
      })
    : kafkaLine({
        brokers: env['SETTLEMENT_KAFKA'].split(','),
        prefix: env['SETTLEMENT_KAFKA_PREFIX'] ?? '',
        group: 'settlement-consumer',
      });

const RETRY_MS = 2000;
while (!stop.signal.aborted)
  try {
    await runConsumer({
      line,
      journal: fileJournal(env['SETTLEMENT_BOOKS'] ?? 'data/settlement-consumer.json'),
      fees: { commission: Number(env['SETTLEMENT_COMMISSION'] ?? 190), vatRate: 2550 },
      signal: stop.signal,
      tell: ({ type, data }) => process.stdout.write(`${type} ${data.settlementId}\n`),
    });
  } catch (error) {
    // Whatever was not said yet stands in the books, and is said when the line is back.
    process.stderr.write(`the line is away: ${String(error)}\n`);
    await sleep(RETRY_MS, undefined, { signal: stop.signal }).catch(() => undefined);
  }
