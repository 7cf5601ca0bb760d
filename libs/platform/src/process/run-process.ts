import { setTimeout as sleep } from 'node:timers/promises';
import { readConfiguration, type Configuration } from '../configuration.js';
import { errorFields, jsonLogger, wordsOf, type Logger } from '../logging.js';
import { engineAway } from '../outages.js';
import { waitingRoom, type WaitingRoom } from './waiting-room.js';

/** What a start is given; it frees the port of the process just before it listens. */
export interface Starting {
  readonly configuration: Configuration;
  readonly logger: Logger;
  readonly beforeListening: () => Promise<void>;
}

export interface Started {
  /** `http://host:port`, the port that was really taken. */
  readonly address: string;
  /** Closes the door, waits for what is in hand, closes the engines. */
  close(): Promise<void>;
}

/** One try; fails without leaving anything open. */
export type Start = (starting: Starting) => Promise<Started>;

/**
 * What `main.ts` of a process does: reads the settings, starts, and again while an engine is
 * away, serves until it is asked to stop. Ends the process with 1 where it cannot.
 */
export async function runProcess(
  name: string,
  start: Start,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<void> {
  try {
    const configuration = readConfiguration(environment, { processes: 'several' });
    const logger = jsonLogger(configuration.logLevel);
    process.once('uncaughtException', (error) => {
      logger.error('ended by a bug', { service: name, ...errorFields(error) });
      process.exit(1);
    });
    const started = await startPatiently(name, start, { configuration, logger });
    logger.info('listening', { service: name, url: started.address });
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => void stop(name, started, logger));
  } catch (error) {
    process.stderr.write(`${name} cannot start: ${sayable(error)}\n`);
    process.exit(1);
  }
}

async function stop(name: string, started: Started, logger: Logger): Promise<void> {
  try {
    await started.close();
    logger.info('stopped', { service: name });
    process.exit(0);
  } catch (error) {
    logger.error('stopped badly', { service: name, ...errorFields(error) });
    process.exit(1);
  }
}

/** Waits double from the first one on; together no longer than this, then the start has failed. */
export interface Waits {
  readonly firstMs: number;
  readonly maxMs: number;
  readonly togetherMsMax: number;
}

const WAITS: Waits = { firstMs: 250, maxMs: 10_000, togetherMsMax: 10 * 60_000 };

export interface Patiently extends Pick<Starting, 'configuration' | 'logger'> {
  readonly waits?: Waits;
}

/**
 * Starts, and again while an engine is away: says so once for each reason, and answers `/livez`
 * and `/readyz` meanwhile. Any other failure, and one that lasts, is the caller's.
 */
export async function startPatiently(
  name: string,
  start: Start,
  { configuration, logger, waits = WAITS }: Patiently,
): Promise<Started> {
  const room = waitingRoom(configuration);
  const until = performance.now() + waits.togetherMsMax;
  let said = '';
  for (let waitMs = waits.firstMs; ; waitMs = Math.min(2 * waitMs, waits.maxMs))
    try {
      return await start({ configuration, logger, beforeListening: () => room.close() });
    } catch (error) {
      const engine = engineAway(error);
      if (engine === undefined || performance.now() + waitMs > until)
        return await givenUp(room, error);
      const detail = wordsOf(error as Error);
      if (said !== engine + detail)
        logger.error('start waits', { service: name, engine, ...errorFields(error) });
      said = engine + detail;
      await room.wait({ name: engine, detail });
      await sleep(waitMs);
    }
}

async function givenUp(room: WaitingRoom, error: unknown): Promise<never> {
  await room.close();
  throw error;
}

/** For a person at a terminal: the words, and those of what caused it where there are some. */
function sayable(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { message, cause } = error;
  return cause instanceof Error ? `${message}\n  because: ${wordsOf(cause)}` : message;
}
