import { ORDERS, playSchedule } from '../simulation/schedule.js';
import { spread, timed, type Bench, type BenchResult } from './bench.js';

const ROUNDS = 3;
const SCHEDULES = 20;

/** No promise hangs on it but the patience of those who wait for CI: it is its own limit. */
export const schedulesBench: Bench = {
  name: 'schedules of the simulation, one process',
  mustReach: 1,
  aim: 1,
  run: measureSchedules,
};

async function measureSchedules(): Promise<BenchResult> {
  const taken: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) taken.push(await timed(() => playAll(round)));
  const ours = spread(taken);
  const perSecond = (1000 * SCHEDULES) / ours.median;
  return {
    ...{ unit: `ms for ${SCHEDULES} schedules of ${ORDERS} orders`, ours, limit: ours, ratio: 1 },
    notes: [`${perSecond.toFixed(2)} schedules a second`],
  };
}

async function playAll(round: number): Promise<void> {
  for (let at = 0; at < SCHEDULES; at += 1) {
    const seed = 1000 * (round + 1) + at;
    const { broken } = await playSchedule(seed);
    if (broken.length > 0) throw new Error(`seed ${seed}: ${broken.join('; ')}`);
  }
}
