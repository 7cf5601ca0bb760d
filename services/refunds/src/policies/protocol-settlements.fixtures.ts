import type { AccountEvent, SettlementDeduction, SettlementLine } from '@libs/contracts';
import {
  categoryOf,
  eur,
  idFrom,
  minus,
  OrderId,
  type AnyMessage,
  type Recorded,
  type SettlementId,
} from '@libs/kernel';
import { MERCHANT } from '@libs/testing';
import { coveredBy, sumsOf } from '../settlement/settlement-sums.js';
import type { ProtocolWorld } from './protocol-world.fixtures.js';

export const AT = '2026-01-05T09:30:00Z';
export const PAID = eur(50_00);
const orderOf = (n: number) => OrderId.parse(idFrom('order', String(n)));
/** Two orders of the merchant, one of another's, and one that never was. */
export const [ONE, TWO, FOREIGN, NEVER] = [orderOf(1), orderOf(2), orderOf(3), orderOf(4)];
/** An order whose money has left already, so that refunds of it need transfers. */
export const PAST = orderOf(5);
/** The same in the balance model, so that refunds of it are advanced. */
export const BALANCED = orderOf(6);
export const ORDERS = [ONE, TWO, FOREIGN, NEVER];

/** Lines as they were told ready, and now and then a wrong one, a stranger's or nobody's. */
export function linesFor(world: ProtocolWorld, how: number): readonly ProposedLine[] {
  const told = new Map(
    eventsIn<AccountEvent>(world, 'account').flatMap((event) =>
      event.type === 'OrderReadyForSettlement' ? [[event.data.orderId, event.data] as const] : [],
    ),
  );
  return ORDERS.filter((orderId, at) => orderId === ONE || (how >> at) % 2 === 1).map((orderId) => {
    const { gross = eur(1_00), refunded = eur(0) } = told.get(orderId) ?? {};
    return { orderId, gross, refunded };
  });
}

type ProposedLine = Pick<SettlementLine, 'orderId' | 'gross' | 'refunded'>;

/** Mostly what was told as owed, in part or whole; now and then too much, or a stranger's. */
export function deductionsFor(world: ProtocolWorld, how: number): readonly SettlementDeduction[] {
  const told = eventsIn<AccountEvent>(world, 'account').flatMap((event) =>
    event.type === 'AdvanceReadyForDeduction' ? [event.data.owed.minorUnits] : [],
  );
  const owed = told.at(-1);
  const strange =
    how % 6 === 0 ? [{ orderId: how % 4 === 0 ? FOREIGN : NEVER, amount: eur(1) }] : [];
  if (owed === undefined) return strange;
  const part = how % 5 === 0 ? owed + 1 : Math.max(1, Math.floor((owed * (1 + (how % 3))) / 3));
  return [...strange, { orderId: BALANCED, amount: eur(part) }];
}

export function propose(
  world: ProtocolWorld,
  settlementId: SettlementId,
  {
    proposed,
    deductions = [],
    isWrong = false,
  }: {
    readonly proposed: readonly ProposedLine[];
    readonly deductions?: readonly SettlementDeduction[];
    readonly isWrong?: boolean;
  },
): void {
  const none = { commission: eur(0), commissionVat: eur(0) };
  const lines = proposed.map((each) => ({
    ...each,
    ...none,
    net: minus(each.gross, each.refunded),
  }));
  const covered = coveredBy(lines, deductions);
  const sums = { ...sumsOf(lines, covered), ...(isWrong ? { net: eur(1) } : {}) };
  world.tell('settlement.events', settlementId, {
    type: 'SettlementProposed',
    data: {
      ...{ settlementId, merchantId: MERCHANT, lines, sums, proposedAt: AT },
      ...(covered.length > 0 && { deductions: covered }),
    },
  });
}

/** All events of a category; its contract says which they are. */
export function eventsIn<Event extends AnyMessage>(
  { streams }: Pick<ProtocolWorld, 'streams'>,
  category: string,
): readonly Recorded<Event>[] {
  return [...streams]
    .filter(([stream]) => categoryOf(stream) === category)
    .flatMap(([, events]) => events as readonly Recorded<Event>[]);
}
