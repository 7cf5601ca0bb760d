import type { AccountCommand, OrderRefunds } from '@libs/contracts';
import { eur, idFrom, RefundId, type Named } from '@libs/kernel';
import { ask, now, type Scene } from '../asking.js';
import { ibanOf, wordsOf } from '../people.js';
import { moneyOf } from '../seen.js';
import { someSum } from './buyer.js';

type Request = Named<AccountCommand, 'RequestRefund'>['data'];
type What = Pick<Request, 'kind' | 'amount' | 'rows' | 'extraRows'>;

const TIMINGS = ['before-settlement', 'after-settlement'] as const;

/** A merchant gives money back: all that is left, a sum, or by rows; by the way that fits, mostly. */
export async function refund(scene: Scene): Promise<unknown> {
  const { chance, number } = scene;
  const money = await moneyOf(scene);
  if (money === undefined) return undefined;
  const isGone = money.settled.minorUnits > 0 || money.claimed.minorUnits > 0;
  const timing = chance.is(85) ? TIMINGS[isGone ? 1 : 0] : chance.pick(TIMINGS);
  const { orderId } = money;
  const refundId = RefundId.parse(idFrom('refund', String(number)));
  const what = chance.pick([aSum, aSum, someRows, someRows, shippingBack, allThatIsLeft]);
  const command: AccountCommand = {
    type: 'RequestRefund',
    data: {
      ...{ orderId, refundId, timing, reason: 'other', at: now(scene) },
      ...what(scene, money),
      ...(chance.is(50) && { description: wordsOf(number), internalNote: wordsOf(number) }),
      ...(chance.is(20) && { cancelId: `c-${chance.below(3)}` }),
      ...(isGone && ibanFor(scene, money)),
      requestedBy: { kind: 'user', id: 'liisa' },
    },
  };
  return ask(scene, { service: 'refunds', command, key: `refund ${refundId}` });
}

/** The buyer's account, where it is asked for; now and then it is forgotten. */
const ibanFor = ({ chance, order }: Scene, { terms, methodGroup }: OrderRefunds) =>
  terms.buyerIban !== undefined && methodGroup === 'bank' && chance.is(90)
    ? { buyerIban: ibanOf(order.number) }
    : {};

const allThatIsLeft = (): What => ({ kind: 'full' });

const aSum = (scene: Scene, { refundable }: OrderRefunds): What => ({
  kind: 'price-reduction',
  amount: someSum(scene, refundable.minorUnits),
});

/** A piece of some row; now and then of a row that is not there, with a lost discount. */
function someRows({ chance }: Scene, { rows }: OrderRefunds): What {
  const left = rows.filter(({ quantityLeft, type }) => quantityLeft !== '0' && type === 1);
  const picked = left.length === 0 || chance.is(5) ? undefined : chance.pick(left);
  return {
    kind: 'partial-return',
    rows: [{ rowNumber: picked?.rowNumber ?? 9, quantity: chance.pick(['1', '1', '0.5']) }],
    ...(chance.is(30) && { extraRows: [extraRow(chance.pick([-4_90, 50]))] }),
  };
}

const shippingBack = (): What => ({ kind: 'price-reduction', extraRows: [extraRow(-1_50)] });

const extraRow = (cents: number) => ({
  ...{ name: 'Postikulut', quantity: '1', unitPrice: eur(cents), vatRate: 2550 },
});

/** The merchant thinks better of it while it waits. */
export async function withdrawRefund(scene: Scene): Promise<unknown> {
  const refundId = await someRefund(scene, ['waiting-for-transfer', 'awaiting-approval']);
  if (refundId === undefined) return undefined;
  const { orderId } = scene.order.data;
  const command: AccountCommand = {
    type: 'WithdrawRefund',
    data: { orderId, refundId, at: now(scene) },
  };
  return ask(scene, { service: 'refunds', command, key: `withdraw ${refundId}` });
}

/** A second person says yes or no; the one who asked tries, too. */
export async function decideRefund(scene: Scene): Promise<unknown> {
  const { chance, number } = scene;
  const refundId = await someRefund(scene, ['awaiting-approval']);
  if (refundId === undefined) return undefined;
  const person = { kind: 'user', id: chance.is(80) ? 'pekka' : 'liisa' } as const;
  const ofRefund = { orderId: scene.order.data.orderId, refundId, at: now(scene) };
  const command: AccountCommand = chance.is(75)
    ? { type: 'ApproveRefund', data: { ...ofRefund, approvedBy: person } }
    : {
        type: 'DeclineRefund',
        data: { ...ofRefund, declinedBy: person, reason: wordsOf(number) },
      };
  const key = `decide ${refundId}`;
  return ask(scene, { service: 'refunds', command, key, actor: person });
}

async function someRefund(
  scene: Scene,
  statuses: readonly string[],
): Promise<RefundId | undefined> {
  const money = await moneyOf(scene);
  const found = money?.refunds.filter(({ status }) => statuses.includes(status)) ?? [];
  return found.length === 0 ? undefined : scene.chance.pick(found).refundId;
}
