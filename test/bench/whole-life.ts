import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStandalone, type Standalone } from '@services/standalone';
import { interleaved, NotRun, type Bench, type BenchResult } from './bench.js';
import { liveOnce } from './one-life.js';

const ROUNDS = 5;
const ORDERS = 100;
/** Files that lie in memory: to wait for them to be safe takes no time. */
const MEMORY = '/dev/shm';

export const wholeLifeBench: Bench = {
  name: 'an order through its whole life, embedded profile, on disk and on files in memory',
  mustReach: 0.4,
  aim: 0.6,
  run: () => measureLives(),
};

/** The same lives on a disk, and where no write waits for one: what differs is that waiting. */
async function measureLives(): Promise<BenchResult> {
  if (!existsSync(MEMORY)) throw new NotRun(`${MEMORY} is not there`);
  const places = await Promise.all([tmpdir(), MEMORY].map(standaloneIn));
  const [disk, memory] = places;
  if (disk === undefined || memory === undefined) throw new Error('two places were opened');
  let round = 0;
  try {
    const measured = await interleaved(ROUNDS, {
      ours: () => liveOnce(disk.extranet, { round: (round += 1), orders: ORDERS }),
      limit: () => liveOnce(memory.extranet, { round, orders: ORDERS }),
    });
    const perSecond = (ORDERS * 1000) / measured.ours.median;
    const waiting = Math.max(0, 1 - measured.ratio);
    return {
      unit: `ms for ${ORDERS} orders`,
      ...measured,
      notes: [
        `${perSecond.toFixed(1)} orders a second, of 19 commands each`,
        `${(100 * waiting).toFixed(0)} % of the time spent waiting for the disk`,
      ],
    };
  } finally {
    for (const { end } of places) await end();
  }
}

async function standaloneIn(parent: string): Promise<{
  readonly extranet: Standalone;
  readonly end: () => Promise<void>;
}> {
  const directory = await mkdtemp(join(parent, 'bench-life-'));
  const environment = {
    ...process.env,
    ...{ EXTRANET_DATA: directory, PORT: '0', EXTRANET_LOG_LEVEL: 'error' },
  };
  const extranet = await startStandalone({ environment, extent: 'merchants' });
  return {
    extranet,
    end: async () => {
      await extranet.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
