import type {
  Money,
  OwedAdvance,
  ReadyOrder,
  SettlementDeduction,
  SettlementLine,
  SettlementSums,
} from './messages.js';

/** What the merchants agreed to pay; here one rate for all of them, yours come from contracts. */
export interface Fees {
  /** Of what is settled, in basis points, VAT included. */
  readonly commission: number;
  /** The VAT rate of the commission, in basis points. */
  readonly vatRate: number;
}

/**
 * What an order's line says. In the gross model fees are invoiced, so nothing is taken; in the
 * net and the balance model the commission is, and its VAT is told beside it.
 */
export function lineOf(order: ReadyOrder, { commission: rate, vatRate }: Fees): SettlementLine {
  const { orderId, gross, refunded } = order;
  const settled = gross.minorUnits - refunded.minorUnits;
  const commission = order.settlementModel === 'gross' ? 0 : share(settled, rate, 10_000);
  return {
    ...{ orderId, gross, refunded },
    commission: eur(commission),
    commissionVat: eur(share(commission, vatRate, 10_000 + vatRate)),
    net: eur(settled - commission),
  };
}

/** What lines come to, and how many they are: repeated, so that a lost line cannot go unseen. */
export function sumsOf(
  lines: readonly SettlementLine[],
  deductions: readonly SettlementDeduction[] = [],
): SettlementSums {
  const deducted = deductions.reduce((all, { amount }) => all + amount.minorUnits, 0);
  const sum = (part: Exclude<keyof SettlementLine, 'orderId'>): Money =>
    eur(lines.reduce((left, line) => left + line[part].minorUnits, 0));
  return {
    count: lines.length + deductions.length,
    gross: sum('gross'),
    refunded: sum('refunded'),
    commission: sum('commission'),
    commissionVat: sum('commissionVat'),
    ...(deducted > 0 && { deducted: eur(deducted) }),
    net: eur(sum('net').minorUnits - deducted),
  };
}

/** A proposal has at most this many lines and deductions together. */
export const LINES_MAX = 1000;

/**
 * What is taken back of advances, oldest first, as far as the lines pay it: what they do not
 * cover stays the merchant's debt, and is told again.
 */
export function deductionsOf(
  lines: readonly SettlementLine[],
  owed: readonly OwedAdvance[],
): readonly SettlementDeduction[] {
  let left = lines.reduce((all, { net }) => all + net.minorUnits, 0);
  const most = LINES_MAX - lines.length;
  return [...owed]
    .sort((a, b) => (a.readyAt < b.readyAt ? -1 : 1))
    .flatMap(({ orderId, owed: sum }) => {
      const amount = Math.min(sum.minorUnits, left);
      left -= amount;
      return amount > 0 ? [{ orderId, amount: eur(amount) }] : [];
    })
    .slice(0, most);
}

const eur = (minorUnits: number): Money => ({ minorUnits, currency: 'EUR' });

const share = (cents: number, part: number, whole: number): number =>
  Math.round((cents * part) / whole);
