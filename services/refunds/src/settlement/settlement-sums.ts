import type { SettlementCommand, SettlementLine, SettlementSums } from '@libs/contracts';
import { eur, formatMoney, type Named } from '@libs/kernel';

type Proposal = Omit<Named<SettlementCommand, 'ProposeSettlement'>['data'], 'at'>;
type Part = Exclude<keyof SettlementSums, 'count'>;

const PARTS: readonly Part[] = ['gross', 'refunded', 'commission', 'commissionVat', 'net'];

/** What the lines come to. */
export function sumsOf(lines: readonly SettlementLine[]): SettlementSums {
  const total = (part: Part) => eur(Number(totalOf(lines, part)));
  return {
    count: lines.length,
    gross: total('gross'),
    refunded: total('refunded'),
    commission: total('commission'),
    commissionVat: total('commissionVat'),
    net: total('net'),
  };
}

/**
 * Everything that is wrong with a proposal, a short English sentence each, with both figures:
 * `net = gross - refunded - commission` on each line (domain: Settlement), no order twice, and
 * sums and count that are those of the lines. Calculated with big integers: a proposal comes from
 * outside, and its sums may leave the safe ones.
 */
export function faultsOf({ lines, sums }: Proposal): readonly string[] {
  return [
    ...lines.flatMap(faultOfNet),
    ...lines.flatMap(faultOfVat),
    ...ordersTwice(lines),
    ...(sums.count === lines.length
      ? []
      : [`The count is ${sums.count}, the lines are ${lines.length}.`]),
    ...PARTS.flatMap((part) => faultOfSum(part, sums, lines)),
  ];
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

function ordersTwice(lines: readonly SettlementLine[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { orderId } of lines) counts.set(orderId, (counts.get(orderId) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count > 1)
    .map(([orderId, count]) => `Order ${orderId} has ${count} lines, not 1.`);
}

function faultOfSum(part: Part, sums: SettlementSums, lines: readonly SettlementLine[]) {
  const total = totalOf(lines, part);
  return total === BigInt(sums[part].minorUnits)
    ? []
    : [`The sum of ${part} is ${formatMoney(sums[part])}, the lines come to ${inWords(total)}.`];
}

const totalOf = (lines: readonly SettlementLine[], part: Part): bigint =>
  lines.reduce((left, line) => left + BigInt(line[part].minorUnits), 0n);

const inWords = (minorUnits: bigint): string =>
  Number.isSafeInteger(Number(minorUnits))
    ? formatMoney(eur(Number(minorUnits)))
    : `${minorUnits} cents`;
