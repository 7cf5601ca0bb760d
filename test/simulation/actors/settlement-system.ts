import {
  orderRefundsView,
  settlementsView,
  type OrderRefunds,
  type Settlement,
  type SettlementLine,
  type SettlementMessage,
} from '@libs/contracts';
import { eur, minus, NOTHING, plus, SettlementId, sum, type Money } from '@libs/kernel';
import { now, tell, type Scene } from '../asking.js';
import { SHOPS } from '../shops.js';

/** Proposes what it takes for ready: one payment, or all of a merchant; sums and owner may be wrong. */
export async function propose(scene: Scene): Promise<unknown> {
  const { order, chance, number } = scene;
  const { merchantId, terms } = order.shop;
  const all = await accountsOf(scene);
  const isBundled = terms.settlementBundling === 'bundled';
  const own = isBundled ? all : all.filter(({ orderId }) => orderId === order.data.orderId);
  const lines = own
    .filter((account) => isReady(account) || chance.is(8))
    .map((account) => lineFor(account, chance.is(95) ? 0 : 1));
  if (lines.length === 0) return undefined;
  const settlementId = SettlementId.parse(`s-${number}`);
  const sums = sumsOf(lines);
  return say(scene, settlementId, {
    type: 'SettlementProposed',
    data: {
      ...{ settlementId, lines },
      merchantId: chance.is(97) ? merchantId : chance.pick(SHOPS).merchantId,
      sums: chance.is(95) ? sums : { ...sums, net: plus(sums.net, eur(1)) },
      proposedAt: now(scene),
    },
  });
}

const isReady = ({ holds, claimed, held }: OrderRefunds): boolean =>
  holds.length === 0 && claimed.minorUnits === 0 && held.minorUnits > 0;

/** Free money, as the account would put it; wrong by so many cents. */
function lineFor(account: OrderRefunds, wrongBy: number): SettlementLine {
  const { orderId, settled, captured, refunded, fundedFree, terms } = account;
  const isFirst = settled.minorUnits === 0;
  const gross = plus(isFirst ? captured : fundedFree, eur(wrongBy));
  const back = isFirst ? refunded : NOTHING;
  const free = minus(gross, back).minorUnits;
  const share = terms.settlementModel === 'net' ? Math.floor(Math.max(free, 0) * 0.03) : 0;
  const commission = eur(share);
  const commissionVat = eur(Math.floor((share * 255) / 1255));
  const net = minus(minus(gross, back), commission);
  return { orderId, gross, refunded: back, commission, commissionVat, net };
}

function sumsOf(lines: readonly SettlementLine[]) {
  const sumOf = (part: (line: SettlementLine) => Money) => sum(lines.map(part));
  return {
    count: lines.length,
    gross: sumOf(({ gross }) => gross),
    refunded: sumOf(({ refunded }) => refunded),
    commission: sumOf(({ commission }) => commission),
    commissionVat: sumOf(({ commissionVat }) => commissionVat),
    net: sumOf(({ net }) => net),
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
