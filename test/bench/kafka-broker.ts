import { ownEngine } from '../../libs/testing/src/engines/index.js';
import { NotRun } from './bench.js';

/** Brokers for a bench: those of `KAFKA_BROKERS`, or one of its own. */
export interface Brokers {
  readonly brokers: readonly string[];
  readonly product: string;
  stop(): Promise<void>;
}

export async function someBrokers(): Promise<Brokers> {
  const given = process.env['KAFKA_BROKERS'];
  if (given !== undefined && given !== '')
    return {
      brokers: given.split(','),
      product: 'the brokers of KAFKA_BROKERS',
      stop: () => Promise.resolve(),
    };
  const engine = await ownEngine('kafka');
  if ('skipped' in engine)
    throw new NotRun(`no Kafka: KAFKA_BROKERS is not set; ${engine.skipped}`);
  const { url, product, stop } = engine;
  return { brokers: url.split(','), product, stop };
}
