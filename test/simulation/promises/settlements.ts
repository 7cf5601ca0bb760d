import type { SettlementDeduction, SettlementLine, SettlementSums } from '@libs/contracts';
import type { Recorded } from '@libs/kernel';
import type { Ledger } from './ledger.js';
import { factsOf, streamsOf } from './log.js';

interface Batch {
  readonly settlementId: string;
  readonly merchantId: string;
  readonly lines: readonly SettlementLine[];
  readonly deductions?: readonly SettlementDeduction[];
  readonly sums: SettlementSums;
}

const PARTS = ['gross', 'refunded', 'commission', 'commissionVat', 'net'] as const;

/** Settlements whose sums, lines or payments do not agree with the accounts that they settle. */
export function brokenSettlements(
  log: readonly Recorded[],
  ledgers: readonly Ledger[],
): readonly string[] {
  const streams = [...streamsOf(log, 'settlement').values()];
  const of = (type: string) =>
    streams.flatMap((events) => events.filter((event) => event.type === type).map(batchOf));
  const paid = of('SettlementPaid');
  const settled = log.filter(({ type }) => type === 'OrderSettled').map(lineOf);
  const recovered = log.filter(({ type }) => type === 'AdvanceRecovered').map(deductionOf);
  return [
    ...[...of('SettlementConfirmed'), ...paid].flatMap(brokenSums),
    ...unlike(
      paid.flatMap(({ settlementId, lines }) => lines.map(asText(settlementId))),
      settled,
    ),
    ...unlike(
      paid.flatMap(({ settlementId, deductions = [] }) =>
        deductions.map((deduction) => deductionAsText({ settlementId, ...deduction })),
      ),
      recovered,
    ),
    ...strayClaims(log, streams, CLAIMS),
    ...strayClaims(log, streams, DEDUCTION_CLAIMS),
    ...brokenMerchants(paid, ledgers),
  ];
}

// The events were checked by their contracts; these are their fields.
const batchOf = (event: Recorded): Batch => event.data as unknown as Batch;

const asText =
  (settlementId: string) =>
  ({ orderId, ...line }: SettlementLine): string =>
    `${settlementId} ${orderId} ${PARTS.map((part) => line[part].minorUnits).join(' ')}`;

const lineOf = (event: Recorded): string =>
  asText(batchOf(event).settlementId)(event.data as unknown as SettlementLine);

const deductionAsText = ({
  settlementId,
  orderId,
  amount,
}: SettlementDeduction & Pick<Batch, 'settlementId'>): string =>
  `${settlementId} ${orderId} deducts ${amount.minorUnits}`;

const deductionOf = (event: Recorded): string =>
  deductionAsText(event.data as unknown as Parameters<typeof deductionAsText>[0]);

function brokenSums({ settlementId, lines, deductions = [], sums }: Batch): readonly string[] {
  const deducted = deductions.reduce((left, { amount }) => left + amount.minorUnits, 0);
  const lineSum = (part: (typeof PARTS)[number]) =>
    lines.reduce((left, line) => left + line[part].minorUnits, 0);
  const wrong = PARTS.filter(
    (part) => lineSum(part) - (part === 'net' ? deducted : 0) !== sums[part].minorUnits,
  );
  const unequal = lines.filter(
    ({ gross, refunded, commission, net }) =>
      net.minorUnits !== gross.minorUnits - refunded.minorUnits - commission.minorUnits,
  );
  return [
    ...wrong.map((part) => `${settlementId}: the lines do not make its ${part}`),
    ...unequal.map(({ orderId }) => `${settlementId}: net of ${orderId} is another sum`),
    ...(lines.length + deductions.length === sums.count
      ? []
      : [`${settlementId} counts other lines`]),
    ...(deducted === (sums.deducted?.minorUnits ?? 0)
      ? []
      : [`${settlementId} deducts another sum than ${deducted}`]),
    ...(sums.net.minorUnits >= 0 ? [] : [`${settlementId} pays less than nothing`]),
  ];
}

/** Every line that was paid is settled at its account with its figures, once, and no other is. */
function unlike(paid: readonly string[], settled: readonly string[]): readonly string[] {
  const [told, done] = [[...paid].sort(), [...settled].sort()];
  return [
    ...told.filter((line) => !done.includes(line)).map((line) => `paid, not settled: ${line}`),
    ...done.filter((line) => !told.includes(line)).map((line) => `settled, not paid: ${line}`),
    ...done.filter((line, at) => line === done[at + 1]).map((line) => `settled twice: ${line}`),
  ];
}

/** What claims an order's money, and what ends that. */
interface Claims {
  readonly begin: string;
  readonly end: readonly string[];
}

const CLAIMS: Claims = {
  begin: 'ClaimedForSettlement',
  end: ['SettlementClaimReleased', 'OrderSettled'],
};
const DEDUCTION_CLAIMS: Claims = {
  begin: 'ClaimedForDeduction',
  end: ['DeductionClaimReleased', 'AdvanceRecovered'],
};

/** A claim that stands is one of a settlement that was neither paid nor cancelled. */
function strayClaims(
  log: readonly Recorded[],
  streams: readonly (readonly Recorded[])[],
  { begin, end }: Claims,
): readonly string[] {
  const over = new Set(
    streams.flatMap((events) =>
      events.some(({ type }) => type === 'SettlementPaid' || type === 'SettlementCancelled')
        ? [batchOf(events[0] as Recorded).settlementId]
        : [],
    ),
  );
  const claims = new Map<string, string>();
  for (const event of log) {
    const { orderId, settlementId } = factsOf(event);
    if (event.type === begin) claims.set(String(orderId), String(settlementId));
    if (end.includes(event.type)) claims.delete(String(orderId));
  }
  return [...claims].flatMap(([orderId, settlementId]) =>
    over.has(settlementId) ? [`${begin} of ${orderId} by ${settlementId}, which is over`] : [],
  );
}

/**
 * What left for a merchant is what its settlements paid, with the commission that was kept and the
 * advances that were taken back.
 */
function brokenMerchants(paid: readonly Batch[], ledgers: readonly Ledger[]): readonly string[] {
  const merchants = new Set(ledgers.map(({ merchantId }) => merchantId));
  return [...merchants].flatMap((merchantId) => {
    const own = paid.filter((batch) => batch.merchantId === merchantId);
    const [net = 0, kept = 0, deducted = 0] = (['net', 'commission', 'deducted'] as const).map(
      (part) => own.reduce((left, { sums }) => left + (sums[part]?.minorUnits ?? 0), 0),
    );
    const settled = ledgers
      .filter((ledger) => ledger.merchantId === merchantId)
      .reduce((left, ledger) => left + ledger.settled, 0);
    return settled === net + kept + deducted
      ? []
      : [`${merchantId}: ${settled} settled, ${net} paid, ${kept} kept, ${deducted} deducted`];
  });
}
