import type { OrderStatus } from '@libs/contracts';
import { transfer } from './actors/bank.js';
import { approveDelivery, pay, pickMethod, promiseMoney } from './actors/buyer.js';
import { handOver } from './actors/carrier.js';
import {
  answerCase,
  complain,
  offerReduction,
  withdrawFromContract,
} from './actors/case-parties.js';
import { changeParcel, sendParcels, tellAllSent } from './actors/merchant-parcels.js';
import { decideRefund, refund, withdrawRefund } from './actors/merchant-refunds.js';
import { lookAfterParked, lookAfterTransfers, returnAgain } from './actors/operator.js';
import { endPayout, endReturn } from './actors/payout-system.js';
import { endSettlement, propose } from './actors/settlement-system.js';
import { cancelOrder, sendOrder } from './actors/shop.js';
import type { Act, Scene } from './asking.js';
import { chanceOf, type Chance } from './chance.js';
import type { SimulatedOrder } from './orders.js';
import { lineOf } from './seen.js';
import type { World } from './world.js';

const UNPAID: readonly Act[] = [pay, pay, pay, pickMethod, promiseMoney, sendOrder];
const CALLED_OFF: readonly Act[] = [pay, endReturn, endReturn, returnAgain];
const IN_CASE: readonly Act[] = [answerCase, answerCase, answerCase, refund, sendParcels];
const UNSETTLED: readonly Act[] = [propose, propose, refund, endPayout, complain, approveDelivery];
const SETTLED: readonly Act[] = [refund, refund, transfer, transfer, transfer, endPayout];

/** What is sensible to do about an order, by its state and as often as it stands here. */
const SENSIBLE: Readonly<Record<OrderStatus, readonly Act[]>> = {
  received: [...UNPAID, ...UNPAID, cancelOrder],
  'method-chosen': UNPAID,
  'awaiting-funds': [pay, pay, pay, pay, promiseMoney, cancelOrder],
  expired: [pay, ...CALLED_OFF],
  cancelled: CALLED_OFF,
  'paid-awaiting-shipping': [sendParcels, sendParcels, tellAllSent, refund, complain],
  'in-delivery': [
    handOver,
    handOver,
    handOver,
    changeParcel,
    changeParcel,
    approveDelivery,
    complain,
  ],
  'in-inspection': [refund, approveDelivery, complain, withdrawFromContract, offerReduction],
  'awaiting-settlement': UNSETTLED,
  'paid-direct': UNSETTLED,
  'cancellation-proposed': IN_CASE,
  'price-reduction-proposed': IN_CASE,
  'partial-return-proposed': IN_CASE,
  'reclamation-open': IN_CASE,
  'claimed-for-settlement': [endSettlement, endSettlement, refund],
  settled: [...SETTLED, complain],
  'refund-after-settlement-requested': SETTLED,
  refunded: [refund, pay, propose],
};

/** The balance model waits for neither parcels nor inspection, and a refund for no transfer. */
const IN_BALANCE: readonly Act[] = [propose, propose, propose, endSettlement, endSettlement];
const ADVANCED: readonly Act[] = [refund, refund, propose, propose, endSettlement, endSettlement];

/** What an open refund waits for. */
const NEXT = {
  'awaiting-approval': [decideRefund],
  'waiting-for-transfer': [transfer, transfer, transfer, withdrawRefund, lookAfterTransfers],
  'being-paid': [endPayout],
} as const;

/** What may be done at any time, by the way. */
const ANY: readonly Act[] = [
  ...[endPayout, endPayout, endPayout, decideRefund, decideRefund, answerCase, endSettlement],
  ...[transfer, pay, refund, withdrawRefund, handOver, sendParcels, changeParcel, tellAllSent],
  ...[propose, endReturn, returnAgain, lookAfterParked, lookAfterParked, offerReduction, complain],
  ...[lookAfterTransfers, lookAfterTransfers],
];

/** How long a run is: so many rounds, in each of which some act at once. */
export interface Length {
  readonly rounds: number;
  readonly actsOfRound: number;
}

/**
 * People and systems do sensible and foolish things at once, time passes, and processes end and
 * start. Which act is whose, and what it draws, follows from the seed and the state at its round.
 */
export async function live(world: World, { rounds, actsOfRound }: Length): Promise<void> {
  const { seed, orders } = world;
  const scene = (number: number, at: number): Scene => {
    const chance = chanceOf(seed, 'act', number);
    return { world, order: orders[at] ?? lively(orders, chance), chance, number };
  };
  await Promise.all(orders.map((_order, at) => sendOrder(scene(at, at))));
  for (let round = 0; round < rounds; round += 1) {
    await lullOrNot(world, round);
    const acts = Array.from({ length: actsOfRound }, async (_, at) => {
      const acting = scene(1000 * (round + 1) + at, -1);
      return (await actFor(acting))(acting);
    });
    await Promise.all(acts);
  }
}

/** Some orders see much, and come far; others are still to be paid when those owe something. */
function lively(orders: World['orders'], chance: Chance): SimulatedOrder {
  const at = Math.min(chance.below(orders.length), chance.below(orders.length));
  return orders[at] ?? chance.pick(orders);
}

async function actFor(scene: Scene): Promise<Act> {
  const { chance } = scene;
  if (chance.is(25)) return chance.pick(ANY);
  const line = await lineOf(scene);
  if (line === undefined) return sendOrder;
  const [waiting] = Object.values(line.openRefunds);
  if (waiting !== undefined && !chance.is(40)) return chance.pick(NEXT[waiting]);
  const inBalance = line.status === 'settled' ? ADVANCED : IN_BALANCE;
  const { settlementModel } = scene.order.data.terms;
  return chance.pick([
    ...SENSIBLE[line.status],
    ...(settlementModel === 'balance' ? inBalance : []),
  ]);
}

/** Between two rounds some time passes, and what was kept back arrives; now and then all ends. */
async function lullOrNot(world: World, round: number): Promise<void> {
  const chance = chanceOf(world.seed, 'round', round);
  const late = world.onTheWay.splice(0, chance.below(4));
  await Promise.all(late.map((deliver) => deliver()));
  if (chance.is(8)) await world.restart(chance.is(50) ? 0 : 24 * chance.below(4));
  else if (chance.is(40)) await world.later(chance.pick([1, 7, 24, 24, 48]));
  if (chance.is(80)) await world.lull();
}
