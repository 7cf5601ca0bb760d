import { ordersService } from '@services/orders';
import { refundsService } from '@services/refunds';
import { ACTS, pay, receive } from './acts.js';
import { orderOf } from './orders.js';
import {
  everythingIsAnswered,
  logOf,
  moneyIsKept,
  nothingHappensTwice,
  viewsEqualTheirFold,
} from './promises.js';
import { worldOf, type World } from './world.js';

const SEEDS = 200;
const FIRST_SEED = 1;
const ACTS_MAX = 60;
const ORDERS = 3;
/** A world mostly waits: for retries, and for news to come round. */
const WORLDS_AT_ONCE = 20;

/**
 * People and systems do sensible and foolish things at once, while appends fail and news comes
 * twice. The seed picks what is done and what fails; who is first is up to the machine.
 */
describe('after the dust settles', () => {
  it(`all promises hold, with ${SEEDS} seeds`, async () => {
    const seeds = Array.from({ length: SEEDS }, (_, number) => FIRST_SEED + number);
    while (seeds.length > 0) await Promise.all(seeds.splice(0, WORLDS_AT_ONCE).map(happens));
  }, 600_000);
});

async function happens(seed: number): Promise<void> {
  const world = await worldOf(seed);
  try {
    await live(world);
    await world.dustSettles();
    await judge(world);
  } catch (error) {
    throw new Error(`seed ${seed}`, { cause: error });
  } finally {
    await world.end();
  }
}

async function live(world: World): Promise<void> {
  const { chance } = world;
  const orders = Array.from({ length: ORDERS }, (_, number) => orderOf(number));
  await Promise.all(orders.map((order) => receive(world, order)));
  await Promise.all(orders.slice(1).map((order, number) => pay(world, order, number)));
  let underWay: Promise<unknown>[] = [];
  for (let number = 0; number < ACTS_MAX; number += 1) {
    underWay.push(chance.pick(ACTS)(world, chance.pick(orders), number));
    if (chance.is(60)) {
      await Promise.all(underWay);
      underWay = [];
    }
    if (chance.is(45)) await world.lull();
  }
  await Promise.all(underWay);
}

async function judge(world: World): Promise<void> {
  const log = await logOf(world);
  moneyIsKept(log);
  nothingHappensTwice(log);
  everythingIsAnswered(log);
  await viewsEqualTheirFold(world, log, [ordersService, refundsService]);
}
