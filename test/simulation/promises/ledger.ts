import type { VatPart } from '@libs/contracts';
import type { Recorded } from '@libs/kernel';
import { factsOf, streamsOf, unitsOf } from './log.js';

/** An order's money as somebody with a pencil reckons it, who knows nothing of our account. */
export interface Ledger {
  readonly orderId: string;
  readonly merchantId: string;
  captured: number;
  funded: number;
  settled: number;
  refunded: number;
  claimed: number;
  /** Paid back by the institution itself, what settlements took back of it, and what they claim. */
  advanced: number;
  recovered: number;
  deducting: number;
  /** Asked for and not ended, by refund: its sum, and whether it is taken from what is held. */
  readonly promised: Map<string, { readonly units: number; isHere: boolean }>;
  /** What was paid and what of it is given or promised, by VAT rate; the excess has none. */
  readonly rates: Map<string, { captured: number; gone: number }>;
}

/** The ledger of every order, and where its equations did not hold, event by event. */
export function ledgersOf(log: readonly Recorded[]): {
  readonly ledgers: readonly Ledger[];
  readonly broken: readonly string[];
} {
  const broken: string[] = [];
  const ledgers = [...streamsOf(log, 'account').values()].map((events) => {
    const [opened] = events;
    const { orderId, merchantId } = opened === undefined ? {} : factsOf(opened);
    const ledger = emptyLedger(String(orderId), String(merchantId));
    for (const event of events) {
      enter(ledger, event);
      const wrong = [...unbalanced(ledger), ...wrongParts(event)];
      broken.push(...wrong.map((what) => `${event.stream} ${event.revision}: ${what}`));
    }
    return ledger;
  });
  return { ledgers, broken };
}

/** What is here: all that came in and has not gone out. */
export const heldIn = ({ captured, funded, advanced, settled, refunded }: Ledger): number =>
  captured + funded + advanced - settled - refunded;

/** What the merchant's coming payouts owe. */
export const owedIn = ({ advanced, recovered }: Ledger): number => advanced - recovered;

export const promisedIn = ({ promised }: Ledger): number =>
  [...promised.values()].reduce((left, { units }) => left + units, 0);

const emptyLedger = (orderId: string, merchantId: string): Ledger => ({
  ...{ orderId, merchantId, captured: 0, funded: 0, settled: 0, refunded: 0, claimed: 0 },
  ...{ advanced: 0, recovered: 0, deducting: 0, promised: new Map(), rates: new Map() },
});

function enter(ledger: Ledger, event: Recorded): void {
  const refundId = String(factsOf(event)['refundId']);
  const refund = ledger.promised.get(refundId);
  switch (event.type) {
    case 'PaymentCaptured':
      ledger.captured += unitsOf(event, 'captured');
      return enterParts(ledger, event, 'captured', 1);
    case 'RefundRequested': {
      const isHere = factsOf(event)['timing'] === 'before-settlement';
      ledger.promised.set(refundId, { units: unitsOf(event, 'amount'), isHere });
      return enterParts(ledger, event, 'gone', 1);
    }
    case 'RefundFunded':
      ledger.funded += unitsOf(event, 'amount');
      return;
    case 'RefundPayoutOrdered':
      if (refund !== undefined) refund.isHere = !isAdvanced(event);
      return;
    case 'RefundPaidOut':
      ledger.refunded += unitsOf(event, 'amount');
      if (isAdvanced(event)) ledger.advanced += unitsOf(event, 'amount');
      ledger.promised.delete(refundId);
      return;
    case 'RefundPayoutFailed':
    case 'RefundWithdrawn':
    case 'RefundDeclined':
      ledger.promised.delete(refundId);
      return enterParts(ledger, event, 'gone', -1);
    default:
      enterSettlement(ledger, event);
      return enterDeduction(ledger, event);
  }
}

/** What the institution pays by itself was never here. */
const isAdvanced = (event: Recorded): boolean => factsOf(event)['source'] === 'advanced';

function enterDeduction(ledger: Ledger, event: Recorded): void {
  const units = unitsOf(event, 'amount');
  if (event.type === 'ClaimedForDeduction') ledger.deducting += units;
  if (event.type === 'DeductionClaimReleased') ledger.deducting -= units;
  if (event.type === 'AdvanceRecovered') {
    ledger.deducting -= units;
    ledger.recovered += units;
  }
}

function enterSettlement(ledger: Ledger, event: Recorded): void {
  const units = unitsOf(event, 'gross') - unitsOf(event, 'refunded');
  if (event.type === 'ClaimedForSettlement') ledger.claimed += units;
  if (event.type === 'SettlementClaimReleased') ledger.claimed -= units;
  if (event.type === 'OrderSettled') {
    ledger.claimed -= units;
    ledger.settled += units;
  }
}

/** The parts of an event's sum: by VAT rate, and the excess that has none. */
function partsOf(event: Recorded): readonly (readonly [string, number])[] {
  const { vat } = factsOf(event) as { readonly vat?: readonly VatPart[] };
  return [
    ...(vat ?? []).map(({ vatRate, gross }) => [String(vatRate), gross.minorUnits] as const),
    ['excess', unitsOf(event, 'excess')] as const,
  ];
}

function enterParts(
  { rates }: Ledger,
  event: Recorded,
  into: 'captured' | 'gone',
  sign: 1 | -1,
): void {
  for (const [rate, units] of partsOf(event)) {
    const entry = rates.get(rate) ?? { captured: 0, gone: 0 };
    entry[into] += sign * units;
    rates.set(rate, entry);
  }
}

function unbalanced(ledger: Ledger): readonly string[] {
  const { captured, refunded, claimed, deducting, promised, rates } = ledger;
  const held = heldIn(ledger);
  const here = [...promised.values()].filter(({ isHere }) => isHere);
  const spokenFor = here.reduce((left, { units }) => left + units, claimed);
  return [
    ...said(held < 0, `more went out than came in: ${held}`),
    ...said(claimed < 0, `less is claimed than nothing: ${claimed}`),
    ...said(deducting < 0, `less is deducted than nothing: ${deducting}`),
    ...said(deducting > owedIn(ledger), `${deducting} are deducted, of ${owedIn(ledger)}`),
    ...said(spokenFor > held, `${spokenFor} are spoken for, of ${held}`),
    ...said(refunded + promisedIn(ledger) > captured, 'more goes back than was paid'),
    ...[...rates].flatMap(([rate, { captured: paid, gone }]) =>
      said(gone < 0 || gone > paid, `at ${rate} ${gone} of ${paid} go back`),
    ),
  ];
}

/** Where a sum has parts, they make it to the cent. */
function wrongParts(event: Recorded): readonly string[] {
  const field = event.type === 'PaymentCaptured' ? 'captured' : 'amount';
  if (!('vat' in event.data)) return [];
  const parts = partsOf(event).reduce((left, [, units]) => left + units, 0);
  const whole = unitsOf(event, field);
  return said(parts !== whole, `${event.type}: the parts make ${parts}, not ${whole}`);
}

const said = (isBroken: boolean, what: string): readonly string[] => (isBroken ? [what] : []);
