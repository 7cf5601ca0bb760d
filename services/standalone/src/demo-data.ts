import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { START } from '@libs/event-store';
import { Timestamp, z } from '@libs/kernel';
import type { Configuration, Ports, Requests } from '@libs/platform';
import { DEMO_SEED, merchantWaves, orderWaves } from './demo/demo-plan.js';
import type { DemoWave } from './demo/demo-steps.js';
import { runWaves } from './run-waves.js';

/** `all`: merchants, users and orders; `few`: one order of each kind; `merchants`: none (`--empty`). */
export type DemoExtent = 'all' | 'few' | 'merchants';

/** Which plan this data directory was begun with: an interrupted one is gone on with. */
const Begun = z.strictObject({
  extent: z.enum(['all', 'few', 'merchants']),
  now: Timestamp,
  isDone: z.boolean(),
});
type Begun = z.infer<typeof Begun>;

const FILE = 'demo.json';

export interface DemoMaking {
  readonly configuration: Configuration;
  readonly ports: Ports;
  readonly requests: Requests;
  readonly extent: DemoExtent;
  readonly onProgress: (done: number, of: number) => void;
}

/**
 * Makes the demo data on an empty log, in the test environment only; goes on where an earlier
 * start was interrupted; leaves every other log alone. Answers whether it did anything.
 */
export async function makeDemoData(making: DemoMaking): Promise<boolean> {
  const { configuration, ports, requests, extent, onProgress } = making;
  if (configuration.environment === 'production') return false;
  const file = join(configuration.dataDirectory, FILE);
  const isEmpty = (await ports.store.head()) === START;
  const begun = isEmpty ? { extent, now: ports.clock.now(), isDone: false } : await begunIn(file);
  if (begun === undefined || begun.isDone) return false;
  await save(file, begun);
  await runWaves(planOf(begun, configuration.fundingAccount), { ports, requests, onProgress });
  await save(file, { ...begun, isDone: true });
  return true;
}

function planOf(
  { extent, now }: Begun,
  fundingAccount: Configuration['fundingAccount'],
): readonly DemoWave[] {
  const merchants = merchantWaves({ now });
  if (extent === 'merchants') return merchants;
  const everydayOrders = extent === 'few' ? { everydayOrders: 0 } : {};
  return [...merchants, ...orderWaves({ seed: DEMO_SEED, now, fundingAccount, ...everydayOrders })];
}

async function begunIn(file: string): Promise<Begun | undefined> {
  try {
    return Begun.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`${file} is not readable: remove it to go on without the demo data`, {
      cause: error,
    });
  }
}

const save = (file: string, begun: Begun): Promise<void> =>
  writeFile(file, `${JSON.stringify(begun)}\n`, { mode: 0o600 });
