import {
  orderRefundsView,
  settlementsView,
  type AccountCommand,
  type BankMessage,
  type OrderCommand,
  type OrderRefunds,
  type OutsideTopic,
  type PaymentsMessage,
  type PayoutsMessage,
  type Refund,
  type Settlement,
  type SettlementMessage,
} from '@libs/contracts';
import {
  equal,
  eur,
  idFrom,
  minus,
  NOTHING,
  RefundId,
  SettlementId,
  TransferId,
  type AnyMessage,
  type CommandAnswer,
} from '@libs/kernel';
import type { Dispatch } from '@libs/platform';
import { AT, funding, SHOPS, type SimulatedOrder } from './orders.js';
import type { World } from './world.js';

const TRIES_MAX = 12;
const TIMINGS = ['before-settlement', 'after-settlement'] as const;

type Act = (world: World, order: SimulatedOrder, number: number) => Promise<unknown>;

/** What people and outside systems do, sensible or not; as often as they stand here. */
export const ACTS: readonly Act[] = [
  pay,
  refund,
  refund,
  refund,
  outcome,
  outcome,
  outcome,
  propose,
  propose,
  endSettlement,
  endSettlement,
  transfer,
  transfer,
  withdraw,
];

/** A web store sends its order; again and again when no answer came. */
export function receive(world: World, order: SimulatedOrder): Promise<unknown> {
  const { method: _method, ...data } = order.data;
  const command: OrderCommand = { type: 'ReceiveOrder', data };
  return asked(world, order, {
    dispatch: world.orders,
    command,
    key: `receive/${order.data.orderId}`,
  });
}

/** Mostly the sum that was asked; sometimes less, or a second payment, each by a receipt of its own. */
export function pay(
  { ports, chance }: World,
  { data }: SimulatedOrder,
  _number: number,
): Promise<unknown> {
  const { sellerId, paymentId } = data;
  const isWhole = chance.is(90);
  const paid = isWhole ? data.amount : minus(data.amount, eur(1));
  const receiptId = `${chance.is(90) ? 'receipt' : 'another receipt'}${isWhole ? '' : ', less'}`;
  return tell<PaymentsMessage>(ports, 'payments.events', paymentId, {
    type: 'PaymentSucceeded',
    data: { sellerId, paymentId, receiptId, method: data.method, paid, succeededAt: AT },
  });
}

async function refund(world: World, order: SimulatedOrder, number: number): Promise<unknown> {
  const { chance } = world;
  const { orderId, amount } = order.data;
  const refundId = RefundId.parse(idFrom('simulated', orderId, String(number)));
  const account = await accountOf(world, order);
  const isSettled = account !== undefined && account.settled.minorUnits > 0;
  const fitting = isSettled ? 'after-settlement' : 'before-settlement';
  const timing = chance.is(80) ? fitting : chance.pick(TIMINGS);
  const sum = eur(1 + chance.below(chance.is(85) ? 12_00 : amount.minorUnits + 1));
  const command: AccountCommand = {
    type: 'RequestRefund',
    data: {
      ...{ orderId, refundId, timing, reason: 'other', at: AT },
      ...(chance.is(5) ? { kind: 'full' } : { kind: 'price-reduction', amount: sum }),
      ...(timing === 'after-settlement' && { funding: funding(refundId) }),
    },
  };
  const isReserved = timing === 'after-settlement';
  if (isReserved) await reserve(world, order, refundId);
  return asked(world, order, { dispatch: world.refunds, command, key: `refund/${refundId}` });
}

function reserve(world: World, order: SimulatedOrder, refundId: RefundId): Promise<unknown> {
  const { orderId, merchantId } = order.data;
  const { reference } = funding(refundId);
  const command = {
    type: 'ReserveFunding',
    data: { reference, merchantId, orderId, refundId, at: AT },
  };
  return asked(world, order, { dispatch: world.refunds, command, key: `reserve/${refundId}` });
}

async function outcome(world: World, order: SimulatedOrder): Promise<unknown> {
  const { ports, chance } = world;
  const open = (await refundsOf(world, order)).filter((each) => each.status === 'payout-ordered');
  if (open.length === 0) return undefined;
  const { refundId } = chance.pick(open);
  const { orderId } = order.data;
  const paid: PayoutsMessage = { type: 'PayoutPaid', data: { orderId, refundId, paidAt: AT } };
  const failed: PayoutsMessage = {
    type: 'PayoutFailed',
    data: { orderId, refundId, reason: 'account closed', failedAt: AT },
  };
  await tell(ports, 'payouts.events', orderId, chance.is(70) ? paid : failed);
  return chance.is(10) ? tell(ports, 'payouts.events', orderId, failed) : undefined;
}

async function propose(world: World, order: SimulatedOrder, number: number): Promise<unknown> {
  const { ports, chance } = world;
  const account = await accountOf(world, order);
  if (account === undefined) return undefined;
  const { orderId, merchantId } = order.data;
  const settlementId = SettlementId.parse(`s-${orderId}-${number}`);
  const isFirst = equal(account.settled, NOTHING);
  const gross = isFirst ? account.captured : account.fundedFree;
  const refunded = isFirst ? account.refunded : NOTHING;
  const figures = {
    gross,
    refunded,
    commission: NOTHING,
    commissionVat: NOTHING,
    net: minus(gross, refunded),
  };
  const net = chance.is(85) ? figures.net : eur(figures.net.minorUnits + 1);
  const sums = { ...figures, net, count: 1 };
  const owner = chance.is(95) ? merchantId : chance.pick(SHOPS).merchantId;
  return tell<SettlementMessage>(ports, 'settlement.events', settlementId, {
    type: 'SettlementProposed',
    data: {
      settlementId,
      merchantId: owner,
      lines: [{ orderId, ...figures }],
      sums,
      proposedAt: AT,
    },
  });
}

async function endSettlement(world: World): Promise<unknown> {
  const { ports, chance } = world;
  const view = await ports.views.open(settlementsView);
  const found = await view.find({
    where: {},
    sort: { by: 'proposedAt', direction: 'ascending' },
    limit: 100,
  });
  const confirmed = found.map(({ document }) => document).filter(isConfirmed);
  if (confirmed.length === 0) return undefined;
  const { settlementId, merchantId, lines, sums } = chance.pick(confirmed);
  const orderIds = lines
    .filter(({ answer }) => answer === 'claimed')
    .map(({ line }) => line.orderId);
  const message: SettlementMessage = chance.is(75)
    ? {
        type: 'SettlementPaymentMade',
        data: { settlementId, merchantId, orderIds, net: sums.net, paidAt: AT },
      }
    : { type: 'SettlementCalledOff', data: { settlementId, merchantId, calledOffAt: AT } };
  return tell(ports, 'settlement.events', settlementId, message);
}

const isConfirmed = ({ status }: Settlement): boolean => status === 'confirmed';

async function transfer(world: World, order: SimulatedOrder, number: number): Promise<unknown> {
  const { ports, chance } = world;
  const funded = (await refundsOf(world, order)).filter((each) => each.funding !== undefined);
  const waiting = funded.filter((each) => each.status === 'waiting-for-transfer');
  const picked = waiting.length > 0 && chance.is(85) ? waiting : funded;
  if (picked.length === 0) return undefined;
  const instructions = chance.pick(picked).funding;
  if (instructions === undefined) return undefined;
  const { iban, reference, amount } = instructions;
  const transferId = TransferId.parse(`t-${order.data.paymentId}-${number}`);
  const message: BankMessage = {
    type: 'TransferArrived',
    data: {
      transferId,
      iban,
      reference: chance.is(90) ? reference : '1234561',
      amount: chance.is(80) ? amount : eur(amount.minorUnits + 1),
      bookedAt: AT,
    },
  };
  await tell(ports, 'bank.events', transferId, message);
  return chance.is(30) ? tell(ports, 'bank.events', transferId, message) : undefined;
}

async function withdraw(world: World, order: SimulatedOrder): Promise<unknown> {
  const open = (await refundsOf(world, order)).filter(
    (each) => each.status === 'waiting-for-transfer',
  );
  if (open.length === 0 || world.chance.is(50)) return undefined;
  const { refundId } = world.chance.pick(open);
  const { orderId } = order.data;
  const command: AccountCommand = {
    type: 'WithdrawRefund',
    data: { orderId, refundId, at: AT },
  };
  return asked(world, order, { dispatch: world.refunds, command, key: `withdraw/${refundId}` });
}

interface Asking {
  readonly dispatch: Dispatch;
  readonly command: AnyMessage;
  /** Makes the command's id: the same wish has the same one. */
  readonly key: string;
}

/** A person who got no answer sends the same again, as the error told them to. */
async function asked(
  { ports }: World,
  { data }: SimulatedOrder,
  { dispatch, command, key }: Asking,
): Promise<CommandAnswer> {
  const commandId = idFrom(key, command.type);
  const envelope = {
    commandId,
    fingerprint: ports.secrets.fingerprint(command),
    tenant: data.merchantId,
    actor: { kind: 'user', id: 'simulated' } as const,
    correlationId: commandId,
    causationId: commandId,
    issuedAt: AT,
    command: { ...command, data: { ...command.data } },
  };
  for (let tries = 1; ; tries += 1)
    try {
      return await dispatch(envelope);
    } catch (error) {
      if (tries === TRIES_MAX || (error as Error).name !== 'EventStoreUnavailable') throw error;
    }
}

function tell<Message extends { readonly type: string; readonly data: object }>(
  { bus }: World['ports'],
  topic: OutsideTopic,
  key: string,
  { type, data }: Message,
): Promise<void> {
  const id = idFrom(topic, key, type, JSON.stringify(data));
  return bus.publish(topic, [{ id, key, time: AT, type, data }]);
}

async function accountOf(
  { ports }: World,
  { data: { orderId } }: SimulatedOrder,
): Promise<OrderRefunds | undefined> {
  const view = await ports.views.open(orderRefundsView);
  return (await view.load([orderId])).get(orderId)?.document;
}

const refundsOf = async (world: World, order: SimulatedOrder): Promise<readonly Refund[]> =>
  (await accountOf(world, order))?.refunds ?? [];
