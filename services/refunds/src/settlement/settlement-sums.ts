import {
  LINES_MAX,
  type SettlementCommand,
  type SettlementDeduction,
  type SettlementLine,
  type SettlementSums,
} from '@libs/contracts';
import { eur, formatMoney, type Money, type Named, type OrderId } from '@libs/kernel';

type Proposal = Omit<Named<SettlementCommand, 'ProposeSettlement'>['data'], 'at'>;
/** The parts that lines have; the net of all is less by what is deducted. */
type Part = Exclude<keyof SettlementLine, 'orderId'>;

const GROSS_PARTS = ['gross', 'refunded', 'commission', 'commissionVat'] as const;

/** What lines and deductions come to. */
export function sumsOf(
  lines: readonly SettlementLine[],
  deductions: readonly SettlementDeduction[] = [],
): SettlementSums {
  const total = (part: Part) => eur(Number(totalOf(lines, part)));
  const deducted = deductedIn(deductions);
  return {
    count: lines.length + deductions.length,
    gross: total('gross'),
    refunded: total('refunded'),
    commission: total('commission'),
    commissionVat: total('commissionVat'),
    ...(deducted > 0n ? { deducted: eur(Number(deducted)) } : {}),
    net: eur(Number(totalOf(lines, 'net') - deducted)),
  };
}

/** As many deductions, from the first one on, as the lines can pay (ADR 34). */
export function coveredBy(
  lines: readonly SettlementLine[],
  deductions: readonly SettlementDeduction[],
): readonly SettlementDeduction[] {
  let left = totalOf(lines, 'net');
  const isOver = ({ amount }: SettlementDeduction) => (left -= BigInt(amount.minorUnits)) < 0n;
  const over = deductions.findIndex(isOver);
  return over === -1 ? deductions : deductions.slice(0, over);
}

/**
 * Everything that is wrong with a proposal, a short English sentence each, with both figures:
 * `net = gross - refunded - commission` on each line (domain: Settlement) and less what is
 * deducted in all, never below nothing, no order twice, and sums and count that are those of the
 * lines. Calculated with big integers: a proposal comes from outside, and its sums may leave the
 * safe ones.
 */
export function faultsOf({ lines, deductions = [], sums }: Proposal): readonly string[] {
  const count = lines.length + deductions.length;
  return [
    ...lines.flatMap(faultOfNet),
    ...lines.flatMap(faultOfVat),
    ...ordersTwice(lines, 'lines'),
    ...ordersTwice(deductions, 'deductions'),
    ...(count > LINES_MAX
      ? [`The lines are ${count}, a settlement has ${LINES_MAX} at most.`]
      : []),
    ...(sums.count === count ? [] : [`The count is ${sums.count}, the lines are ${count}.`]),
    ...GROSS_PARTS.flatMap((part) => faultOfSum(part, sums[part], totalOf(lines, part))),
    ...faultsOfDeducted(sums, totalOf(lines, 'net'), deductedIn(deductions)),
  ];
}

/** The sum of the deductions, and what it leaves to pay. */
function faultsOfDeducted(
  { deducted = eur(0), net }: SettlementSums,
  ofLines: bigint,
  ofDeductions: bigint,
): readonly string[] {
  const faults = faultOfSum('deducted', deducted, ofDeductions);
  if (ofDeductions <= ofLines)
    return [...faults, ...faultOfSum('net', net, ofLines - ofDeductions)];
  const [most, asked] = [inWords(ofLines), inWords(ofDeductions)];
  return [...faults, `The deductions come to ${asked}, the lines pay ${most}.`];
}

function faultOfNet({ orderId, gross, refunded, commission, net }: SettlementLine) {
  const expected =
    BigInt(gross.minorUnits) - BigInt(refunded.minorUnits) - BigInt(commission.minorUnits);
  return expected === BigInt(net.minorUnits)
    ? []
    : [
        `Order ${orderId}: net is ${formatMoney(net)}, ` +
          `gross less refunded less commission is ${inWords(expected)}.`,
      ];
}

/** Whether a commission is told with its VAT or without, the VAT is less than all of it. */
const faultOfVat = ({ orderId, commission, commissionVat }: SettlementLine) =>
  commissionVat.minorUnits <= commission.minorUnits
    ? []
    : [
        `Order ${orderId}: the VAT of the commission is ${formatMoney(commissionVat)}, ` +
          `the commission ${formatMoney(commission)}.`,
      ];

function ordersTwice(
  parts: readonly { readonly orderId: OrderId }[],
  name: 'lines' | 'deductions',
): readonly string[] {
  const counts = new Map<string, number>();
  for (const { orderId } of parts) counts.set(orderId, (counts.get(orderId) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count > 1)
    .map(([orderId, count]) => `Order ${orderId} has ${count} ${name}, not 1.`);
}

function faultOfSum(part: keyof SettlementSums, told: Money, total: bigint) {
  return total === BigInt(told.minorUnits)
    ? []
    : [`The sum of ${part} is ${formatMoney(told)}, the lines come to ${inWords(total)}.`];
}

const deductedIn = (deductions: readonly SettlementDeduction[]): bigint =>
  deductions.reduce((left, { amount }) => left + BigInt(amount.minorUnits), 0n);

const totalOf = (lines: readonly SettlementLine[], part: Part): bigint =>
  lines.reduce((left, line) => left + BigInt(line[part].minorUnits), 0n);

const inWords = (minorUnits: bigint): string =>
  Number.isSafeInteger(Number(minorUnits))
    ? formatMoney(eur(Number(minorUnits)))
    : `${minorUnits} cents`;
