import type { ServiceDefinition } from '@libs/platform';
import { lookAfterAll } from './actors/operator.js';
import { chanceOf } from './chance.js';
import { memoryGround, type Ground } from './ground.js';
import { live, type Length } from './life.js';
import { orderOf } from './orders.js';
import { inOwnTime } from './own-time.js';
import { advancesShownOtherwise, brokenAdvances } from './promises/advances.js';
import { historyOf, logOf } from './promises/log.js';
import { brokenMoney, moneyShownOtherwise } from './promises/money.js';
import { happenedTwice, parkedAmongOurselves, unanswered } from './promises/once.js';
import { brokenTimers } from './promises/timers.js';
import { viewsUnlikeTheirFold } from './promises/views.js';
import { SERVICES, worldOf, type World } from './world.js';

/** The orders of a run, and how long it lasts. */
export const LENGTH: Length = { rounds: 18, actsOfRound: 10 };
export const ORDERS = 12;

/** A run as it ended: the kinds of events it recorded, and which promises did not hold. */
export interface Outcome {
  readonly types: readonly string[];
  /** The same for the same history. */
  readonly history: string;
  readonly broken: readonly string[];
}

/** Plays one schedule in memory, and in a time of its own: no other one may run beside it. */
export async function playSchedule(
  seed: number,
  services: readonly ServiceDefinition[] = SERVICES,
): Promise<Outcome> {
  const ground = await memoryGround(seed);
  const chance = chanceOf(seed, 'time');
  try {
    return await inOwnTime(chance, () => playOn(ground, seed, judged, services));
  } finally {
    await ground.end();
  }
}

/** Plays one schedule on a ground to its end, and looks at it while it still runs. */
export async function playOn<Seen>(
  ground: Ground,
  seed: number,
  look: (world: World) => Promise<Seen>,
  services: readonly ServiceDefinition[] = SERVICES,
): Promise<Seen> {
  const orders = Array.from({ length: ORDERS }, (_, number) =>
    orderOf(number, chanceOf(seed, 'order', number)),
  );
  const world = await worldOf({ seed, orders }, ground, services);
  try {
    await live(world, LENGTH);
    await world.dustSettles();
    await lookAfterAll(world);
    await world.dustSettles();
    return await look(world);
  } finally {
    await world.end();
  }
}

/** Every promise of a run whose dust has settled, and how it was broken. */
export async function judged(world: World): Promise<Outcome> {
  const log = await logOf(world);
  const broken = [
    ...brokenMoney(log),
    ...brokenAdvances(log),
    ...happenedTwice(log),
    ...unanswered(log),
    ...parkedAmongOurselves(log),
    ...brokenTimers(log),
    ...(await moneyShownOtherwise(world, log)),
    ...(await advancesShownOtherwise(world, log)),
    ...(await viewsUnlikeTheirFold(world, log, SERVICES)),
  ];
  return { types: [...new Set(log.map(({ type }) => type))], history: historyOf(log), broken };
}
