import type { AccountEvent, SettlementEvent } from '@libs/contracts';
import {
  eur,
  idFrom,
  referenceOf,
  RefundId,
  SettlementId,
  type AnyMessage,
  type Money,
  type OrderId,
  type Recorded,
  type ReferenceNumber,
} from '@libs/kernel';
import { DIRECT, MERCHANT } from '@libs/testing';
import fc from 'fast-check';
import { FEE, open, request } from '../account/account.fixtures.js';
import {
  AT,
  BALANCED,
  deductionsFor,
  eventsIn,
  FOREIGN,
  linesFor,
  ONE,
  ORDERS,
  PAID,
  PAST,
  propose,
  TWO,
} from './protocol-settlements.fixtures.js';
import { allocate, IBAN, sendBack, tellTransfer } from './protocol-transfers.fixtures.js';
import { protocolWorld, type ProtocolWorld } from './protocol-world.fixtures.js';

const OTHER = '99999999-9999-4999-8999-999999999999';
const FIRST = SettlementId.parse('S-first');
/** They are settled before anything happens. */
const PAST_ORDERS = [PAST, BALANCED];
const ownerOf = (orderId: OrderId) => (orderId === FOREIGN ? OTHER : MERCHANT);

/** One thing that somebody outside does, chosen by numbers. */
export interface Act {
  readonly what:
    | ('request' | 'fund' | 'advance' | 'withdraw' | 'transfer' | 'allocate' | 'send-back')
    | ('propose' | 'call-off' | 'deliver');
  readonly which: number;
  readonly how: number;
}

export const act: fc.Arbitrary<Act> = fc.record({
  what: fc.constantFrom(
    ...(['request', 'fund', 'withdraw', 'transfer', 'propose', 'call-off'] as const),
    ...(['deliver', 'deliver', 'deliver', 'transfer', 'propose', 'propose', 'advance'] as const),
    ...(['allocate', 'allocate', 'send-back'] as const),
  ),
  which: fc.nat(999),
  how: fc.nat(999),
});

/** Two refunds of one sum wait, and two transfers of it name no reference. */
const NAMELESS: readonly Act[] = [
  ...[1, 2].map((which): Act => ({ what: 'fund', which, how: 9_99 })),
  ...[0, 1].map((which): Act => ({ what: 'transfer', which, how: 11 })),
  ...Array.from({ length: 20 }, (_, which): Act => ({ what: 'deliver', which, how: which })),
];

/** Operators who speak for them, in the middle of withdrawals and late news. */
export const operatorsAtWork: fc.Arbitrary<readonly Act[]> = fc
  .array(
    fc.record({
      what: fc.constantFrom(
        ...(['allocate', 'allocate', 'allocate', 'send-back', 'withdraw'] as const),
        ...(['deliver', 'deliver', 'deliver', 'deliver', 'fund'] as const),
      ),
      which: fc.nat(9),
      how: fc.nat(9),
    }),
    { maxLength: 30, size: 'max' },
  )
  .map((acts) => [...NAMELESS, ...acts]);

const referenceFor = (refundId: RefundId): ReferenceNumber =>
  referenceOf(String(parseInt(refundId.slice(0, 8), 16) + 1000));

/** The world after some acts, and after everything that follows from them. */
export function play(acts: readonly Act[], chance: readonly number[]): ProtocolWorld {
  const world = protocolWorld(answer);
  for (const orderId of [ONE, TWO, FOREIGN, ...PAST_ORDERS])
    world.send(
      open({
        orderId,
        captured: PAID,
        terms: {
          ...DIRECT,
          fundingFee: FEE,
          settlementModel: orderId === BALANCED ? 'balance' : 'gross',
        },
        merchantId: ownerOf(orderId) as typeof MERCHANT,
      }),
      ownerOf(orderId),
    );
  propose(world, FIRST, {
    proposed: PAST_ORDERS.map((orderId) => ({ orderId, gross: PAID, refunded: eur(0) })),
  });
  world.settle();
  acts.forEach((each, at) => perform(world, each, at));
  chance.forEach((choice) => world.step(choice));
  world.settle();
  return world;
}

/** The payout and the settlement system: what they are asked for they do, or now and then not. */
function answer({ type, data, id }: Recorded, world: ProtocolWorld): void {
  const isGood = Number(id.replace(/\D/gu, '')) % 4 !== 0;
  if (type === 'RefundPayoutOrdered') {
    const { orderId, refundId } = data as Data<AccountEvent, 'RefundPayoutOrdered'>;
    const payout = { orderId, refundId };
    const outcome = isGood
      ? { type: 'PayoutPaid', data: { ...payout, paidAt: AT } }
      : { type: 'PayoutFailed', data: { ...payout, reason: 'closed', failedAt: AT } };
    world.tell('payouts.events', orderId, outcome);
  }
  if (type === 'SettlementConfirmed') {
    const { settlementId, lines, sums } = data as Data<SettlementEvent, 'SettlementConfirmed'>;
    const orderIds = lines.map(({ orderId }) => orderId);
    // What it has called off it never pays.
    if (world.told.includes(`SettlementCalledOff ${settlementId}`)) return;
    const isPaid = isGood || settlementId === FIRST;
    tellSettlement(world, settlementId, isPaid ? 'pay' : 'call-off', { orderIds, net: sums.net });
  }
}

function tellSettlement(
  world: ProtocolWorld,
  settlementId: SettlementId,
  what: 'pay' | 'call-off',
  payment?: { readonly orderIds: readonly OrderId[]; readonly net: Money },
): void {
  const names = { settlementId, merchantId: MERCHANT };
  const message =
    what === 'pay'
      ? { type: 'SettlementPaymentMade', data: { ...names, ...payment, paidAt: AT } }
      : { type: 'SettlementCalledOff', data: { ...names, calledOffAt: AT } };
  world.tell('settlement.events', settlementId, message);
}

function perform(world: ProtocolWorld, { what, which, how }: Act, at: number): void {
  const orderId = ORDERS[which % ORDERS.length] ?? ONE;
  const refundId = RefundId.parse(idFrom('refund', String(at)));
  const refunds = eventsIn<AccountEvent>(world, 'account').filter(
    (event) => event.type === 'RefundRequested',
  );
  const waiting = refunds.flatMap(({ data: { funding } }) => funding ?? []);
  const refund = refunds[which % Math.max(refunds.length, 1)]?.data;
  switch (what) {
    case 'request':
      world.send(request(refundId, eur(1 + (how % 20_00)), { orderId }), ownerOf(orderId));
      return;
    case 'fund':
      return requestWithFunding(
        world,
        { orderId: which % 5 === 0 ? orderId : PAST, refundId },
        eur(1 + (how % 20_00)),
      );
    case 'advance':
      world.send(
        request(refundId, eur(1 + (how % 20_00)), {
          ...{ orderId: BALANCED, timing: 'after-settlement' },
        }),
        MERCHANT,
      );
      return;
    case 'withdraw':
      if (refund !== undefined)
        world.send(
          { type: 'WithdrawRefund', data: { ...idsIn(refund), at: AT } },
          refund.merchantId,
        );
      return;
    case 'transfer':
      return tellTransfer(world, how, at, waiting[which % Math.max(waiting.length, 1)]);
    case 'allocate':
      return allocate(world, how, refunds[which % Math.max(refunds.length, 1)]?.data);
    case 'send-back':
      return sendBack(world, which);
    case 'propose':
      return propose(world, SettlementId.parse(`S-${at}`), {
        proposed: linesFor(world, how),
        deductions: deductionsFor(world, how),
        isWrong: how % 10 === 0,
      });
    case 'call-off':
      return callOff(world, which);
    case 'deliver':
      [which, how, which + how].forEach((choice) => world.step(choice));
  }
}

/** As the service does: the reference is taken first, whatever becomes of the request. */
function requestWithFunding(
  world: ProtocolWorld,
  ids: { readonly orderId: OrderId; readonly refundId: RefundId },
  amount: Money,
): void {
  const reference = referenceFor(ids.refundId);
  const merchantId = ownerOf(ids.orderId);
  world.send(
    { type: 'ReserveFunding', data: { ...ids, reference, merchantId, at: AT } },
    merchantId,
  );
  const funding = { recipientName: 'Svea Payments Oy', iban: IBAN, reference };
  const wish = request(ids.refundId, amount, {
    orderId: ids.orderId,
    timing: 'after-settlement',
    funding,
  });
  world.send(wish, merchantId);
}

/** A settlement that was not confirmed is called off; the system pays or calls off the others. */
function callOff(world: ProtocolWorld, which: number): void {
  const open = eventsIn<SettlementEvent>(world, 'settlement').filter(
    ({ type, stream }) =>
      type === 'SettlementAccepted' &&
      !world.streams.get(stream)?.some((event) => event.type === 'SettlementConfirmed'),
  );
  const settlementId = open[which % Math.max(open.length, 1)]?.data.settlementId;
  if (settlementId !== undefined) tellSettlement(world, settlementId, 'call-off');
}

/** The data of one kind of event. */
export type Data<Event extends AnyMessage, Type extends Event['type']> = Extract<
  Event,
  { readonly type: Type }
>['data'];

const idsIn = ({ orderId, refundId }: { orderId: OrderId; refundId: RefundId }) => ({
  orderId,
  refundId,
});
