import {
  orderRefundsView,
  settlementsView,
  type OrderRefunds,
  type Refund,
  type Settlement,
  type SettlementDeduction,
  type SettlementLine,
  type SettlementMessage,
} from '@libs/contracts';
import { eur, minus, NOTHING, plus, SettlementId, sum, type Money } from '@libs/kernel';
import { now, tell, type Scene } from '../asking.js';
import { SHOPS } from '../shops.js';

/**
 * Proposes what it takes for ready: one payment, or all of a merchant, less what the merchant owes
 * for advances; sums and owner may be wrong.
 */
export async function propose(scene: Scene): Promise<unknown> {
  const { order, chance, number } = scene;
  const { merchantId, terms } = order.data;
  const all = await accountsOf(scene);
  const isBundled = terms.settlementBundling === 'bundled';
  const own = isBundled ? all : all.filter(({ orderId }) => orderId === order.data.orderId);
  const lines = own
    .filter((account) => isReady(account) || chance.is(8))
    .map((account) => lineFor(account, chance.is(95) ? 0 : 1));
  if (lines.length === 0) return undefined;
  const settlementId = SettlementId.parse(`s-${number}`);
  const deductions = chance.is(85) ? deductionsFrom(scene, all, lines) : [];
  const sums = sumsOf(lines, deductions);
  return say(scene, settlementId, {
    type: 'SettlementProposed',
    data: {
      ...{ settlementId, lines },
      ...(deductions.length > 0 && { deductions }),
      merchantId: chance.is(97) ? merchantId : chance.pick(SHOPS).merchantId,
      sums: chance.is(95) ? sums : { ...sums, net: plus(sums.net, eur(1)) },
      proposedAt: now(scene),
    },
  });
}

const isReady = ({ holds, claimed, held, refunds, terms }: OrderRefunds): boolean =>
  holds.every((hold) => hold === 'case' && terms.settlementModel === 'balance') &&
  refunds.every(({ timing, status }) => timing !== 'before-settlement' || !isOpen(status)) &&
  claimed.minorUnits === 0 &&
  held.minorUnits > 0;

const isOpen = (status: Refund['status']): boolean =>
  status === 'awaiting-approval' || status === 'payout-ordered';

/** Free money, as the account would put it; wrong by so many cents. */
function lineFor(account: OrderRefunds, wrongBy: number): SettlementLine {
  const { orderId, settled, captured, refunded, fundedFree, terms } = account;
  const isFirst = settled.minorUnits === 0;
  const gross = plus(isFirst ? captured : fundedFree, eur(wrongBy));
  const back = isFirst ? refunded : NOTHING;
  const free = minus(gross, back).minorUnits;
  const share = terms.settlementModel !== 'gross' ? Math.floor(Math.max(free, 0) * 0.03) : 0;
  const commission = eur(share);
  const commissionVat = eur(Math.floor((share * 255) / 1255));
  const net = minus(minus(gross, back), commission);
  return { orderId, gross, refunded: back, commission, commissionVat, net };
}

/**
 * What is owed for advances, or a part of it, as far as the lines pay it; now and then a cent more
 * than is owed, or of an order that is another merchant's.
 */
function deductionsFrom(
  { world, chance }: Scene,
  accounts: readonly OrderRefunds[],
  lines: readonly SettlementLine[],
): readonly SettlementDeduction[] {
  let left = lines.reduce((all, { net }) => all + net.minorUnits, 0);
  const taken = (most: number) => {
    const amount = Math.min(most, left);
    left -= amount;
    return eur(amount);
  };
  const owed = accounts.flatMap(({ orderId, advanced, recovered }) => {
    const owes = minus(advanced, recovered).minorUnits;
    if (owes === 0) return [];
    const most = chance.is(60) ? owes : 1 + chance.below(owes + 1);
    return [{ orderId, amount: taken(most) }];
  });
  const { orderId } = chance.pick(world.orders).data;
  const strays = chance.is(4) ? [{ orderId, amount: taken(1) }] : [];
  return [...owed, ...strays].filter(({ amount }) => amount.minorUnits > 0);
}

function sumsOf(lines: readonly SettlementLine[], deductions: readonly SettlementDeduction[]) {
  const sumOf = (part: (line: SettlementLine) => Money) => sum(lines.map(part));
  const deducted = sum(deductions.map(({ amount }) => amount));
  return {
    count: lines.length + deductions.length,
    gross: sumOf(({ gross }) => gross),
    refunded: sumOf(({ refunded }) => refunded),
    commission: sumOf(({ commission }) => commission),
    commissionVat: sumOf(({ commissionVat }) => commissionVat),
    ...(deductions.length > 0 && { deducted }),
    net: minus(
      sumOf(({ net }) => net),
      deducted,
    ),
  };
}

/** Pays what was confirmed, or calls it off; now and then it pays another sum. */
export async function endSettlement(scene: Scene): Promise<unknown> {
  const { chance } = scene;
  const confirmed = (await settlementsOf(scene)).filter(({ status }) => status === 'confirmed');
  if (confirmed.length === 0) return undefined;
  const { settlementId, merchantId, lines, sums } = chance.pick(confirmed);
  const claimed = lines.filter(({ answer }) => answer === 'claimed');
  const at = now(scene);
  const net = chance.is(97) ? sums.net : plus(sums.net, eur(1));
  return say(
    scene,
    settlementId,
    chance.is(80) && claimed.length > 0
      ? {
          type: 'SettlementPaymentMade',
          data: {
            ...{ settlementId, merchantId, net, paidAt: at },
            orderIds: claimed.map(({ line }) => line.orderId),
          },
        }
      : { type: 'SettlementCalledOff', data: { settlementId, merchantId, calledOffAt: at } },
  );
}

const say = (scene: Scene, key: string, message: SettlementMessage): Promise<unknown> =>
  tell(scene, 'settlement.events', key, message);

async function accountsOf({ world, order }: Scene): Promise<readonly OrderRefunds[]> {
  const ids = world.orders
    .filter(({ shop }) => shop.merchantId === order.shop.merchantId)
    .map(({ data }) => data.orderId);
  const found = await world.view(orderRefundsView).load(ids);
  return ids.flatMap((id) => found.get(id)?.document ?? []);
}

async function settlementsOf({ world, order }: Scene): Promise<readonly Settlement[]> {
  const found = await world.view(settlementsView).find({
    where: { merchantId: { is: order.shop.merchantId } },
    sort: { by: 'proposedAt', direction: 'ascending' },
    limit: 100,
  });
  return found.map(({ document }) => document);
}
