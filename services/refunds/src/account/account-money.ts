import { assert, isNothing, minus, NOTHING, plus, sum, type Money } from '@libs/kernel';

/**
 * Where an order's money is. `captured` to `refunded` are the terms of the equations (domain: The
 * order's money); the others say what of it is spoken for.
 */
export type AccountMoney = { readonly [Part in MoneyPart]: Money };

export type MoneyPart =
  /** What the buyer paid. */
  | 'captured'
  /** What the merchant transferred for refunds, less the fees. */
  | 'funded'
  /** What is here now. */
  | 'held'
  /** What left for the merchant, before commission. */
  | 'settled'
  /** What was paid back to the buyer, and confirmed. */
  | 'refunded'
  /** The part of it that was taken from the buyer's payment, not from a transfer. */
  | 'refundedFromHeld'
  /** Asked for before settlement, payout not yet confirmed: taken from the buyer's payment. */
  | 'promisedFromHeld'
  /** Asked for after settlement, funded, payout not yet confirmed. */
  | 'promisedFromFunded'
  /** Asked for after settlement; waits for the merchant's transfer, so it is not here yet. */
  | 'promisedUnfunded'
  /** Claimed by a settlement that was not paid yet. */
  | 'claimed'
  /** The part of it that was funded: usable for refunds again if the claim is released. */
  | 'claimedFromFunded'
  /** Funded money whose payout failed: a refund may use it, or a further line settles it. */
  | 'fundedFree'
  /** Paid back by the institution itself, to be taken from coming payouts (balance model). */
  | 'advanced'
  /** Asked for after settlement, to be advanced: not here, and not paid out yet. */
  | 'promisedFromAdvance'
  /** What of it settlements took back. */
  | 'recovered'
  /** Claimed for deduction by a settlement that was not paid yet. */
  | 'deducting';

/** Nothing but a captured payment. */
export const capturedOnly = (captured: Money): AccountMoney => ({
  captured,
  held: captured,
  funded: NOTHING,
  settled: NOTHING,
  refunded: NOTHING,
  refundedFromHeld: NOTHING,
  promisedFromHeld: NOTHING,
  promisedFromFunded: NOTHING,
  promisedUnfunded: NOTHING,
  claimed: NOTHING,
  claimedFromFunded: NOTHING,
  fundedFree: NOTHING,
  advanced: NOTHING,
  promisedFromAdvance: NOTHING,
  recovered: NOTHING,
  deducting: NOTHING,
});

const PARTS = Object.keys(capturedOnly(NOTHING)) as readonly MoneyPart[];

/** The same sum into some parts and out of others. */
export function moved(
  money: AccountMoney,
  amount: Money,
  { into = [], outOf = [] }: { into?: readonly MoneyPart[]; outOf?: readonly MoneyPart[] },
): AccountMoney {
  const next: { [Part in MoneyPart]: Money } = { ...money };
  for (const part of into) next[part] = plus(next[part], amount);
  for (const part of outOf) next[part] = minus(next[part], amount);
  return next;
}

/** Asked for, and not yet paid out, failed or withdrawn. */
export const promised = (money: AccountMoney): Money =>
  sum([
    money.promisedFromHeld,
    money.promisedFromFunded,
    money.promisedUnfunded,
    money.promisedFromAdvance,
  ]);

/** What the merchant's coming payouts owe for this order, claimed for deduction or not. */
export const owed = ({ advanced, recovered }: AccountMoney): Money => minus(advanced, recovered);

/** What a settlement may take back now: one at a time takes a part, or all (ADR 34). */
export const deductible = (money: AccountMoney): Money =>
  isNothing(money.deducting) ? owed(money) : NOTHING;

/** What may still be promised to the buyer. */
export const refundable = (money: AccountMoney): Money =>
  minus(minus(money.captured, money.refunded), promised(money));

/** What is left of held when all that is spoken for is taken away. */
export const free = ({
  held,
  claimed,
  promisedFromHeld,
  promisedFromFunded,
}: AccountMoney): Money => minus(held, sum([claimed, promisedFromHeld, promisedFromFunded]));

/** The equations hold at every step (domain: The order's money). */
export function assertAddsUp(money: AccountMoney): void {
  const negative = PARTS.find((part) => money[part].minorUnits < 0);
  assert(negative === undefined, `${negative ?? 'money'} is never negative`);
  const came = sum([money.captured, money.funded, money.advanced]).minorUnits;
  const went = sum([money.held, money.settled, money.refunded]).minorUnits;
  assert(came === went, 'captured + funded + advanced = held + settled + refunded');
  assert(
    money.deducting.minorUnits <= owed(money).minorUnits,
    'recovered + claimed for deduction <= advanced',
  );
  assert(refundable(money).minorUnits >= 0, 'refunded + promised <= captured');
  const unspoken = free(money).minorUnits;
  assert(unspoken >= 0, 'claimed + promised before settlement + funded and promised <= held');
  assert(money.fundedFree.minorUnits <= unspoken, 'funded money that may be used again is free');
  assert(
    money.claimedFromFunded.minorUnits <= money.claimed.minorUnits,
    'what is claimed of funded money is claimed',
  );
}
