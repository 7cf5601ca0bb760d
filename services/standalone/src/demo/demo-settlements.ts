import {
  deductionsOf,
  lineOf as settledLine,
  sumsOf as settledSums,
} from '@examples/settlement-consumer';
import { SettlementDeduction, SettlementLine, SettlementSums } from '@libs/contracts';
import { assert, SettlementId, type Timestamp } from '@libs/kernel';
import type { DemoCase } from './demo-order-steps.js';
import { messageStep, type DemoStep } from './demo-steps.js';

/** An order's part of a settlement, and when the settlement was proposed and paid. */
export interface DemoClaim {
  readonly each: DemoCase;
  readonly proposedAt: Timestamp;
  readonly paidAt: Timestamp | undefined;
}

/** Proposals and payments of the settlement system: one a payment, or one a week for many. */
export function settlementSteps(claims: readonly DemoClaim[]): {
  readonly proposals: readonly DemoStep[];
  readonly payments: readonly DemoStep[];
} {
  const batches = [...batchesOf(claims)];
  return {
    proposals: batches.map(([settlementId, batch]) => proposed(settlementId, batch)),
    payments: batches.flatMap(([settlementId, batch]) => paid(settlementId, batch)),
  };
}

/** An order whose settlement takes back what was advanced for another one, where there is one. */
export interface DemoDeduction {
  readonly each: DemoCase;
  readonly advanced: DemoCase | undefined;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Settlements that are less by an advance, as far as they pay it. */
export function deductingSteps(
  deductions: readonly DemoDeduction[],
): ReturnType<typeof settlementSteps> {
  const batches = deductions.map(deductingBatch);
  return {
    proposals: batches.map(({ settlementId, merchantId, lines, taken, at }) => {
      const proposedAt = new Date(at).toISOString();
      const sums = SettlementSums.parse(settledSums(lines, taken));
      return messageStep('settlement.events', settlementId, proposedAt, {
        type: 'SettlementProposed',
        data: {
          ...{ settlementId, merchantId, lines, sums, proposedAt },
          ...(taken.length > 0 && { deductions: taken }),
        },
      });
    }),
    payments: batches.map(({ settlementId, merchantId, lines, taken, at }) => {
      const paidAt = new Date(at + HALF_AN_HOUR_MS).toISOString();
      const { net } = SettlementSums.parse(settledSums(lines, taken));
      const orderIds = lines.map(({ orderId }) => orderId);
      return messageStep('settlement.events', settlementId, paidAt, {
        type: 'SettlementPaymentMade',
        data: { settlementId, merchantId, orderIds, net, paidAt },
      });
    }),
  };
}

const HALF_AN_HOUR_MS = 30 * 60_000;

function deductingBatch({ each, advanced, at }: DemoDeduction) {
  const { merchantId, sellerId } = each.order.merchant;
  const moment = new Date(at).toISOString();
  const lines = [lineOf({ each, proposedAt: moment, paidAt: undefined })];
  const owed =
    advanced === undefined
      ? []
      : [
          {
            ...{ orderId: advanced.order.orderId, merchantId, owed: advanced.later },
            readyAt: moment,
          },
        ];
  return {
    settlementId: SettlementId.parse(`${sellerId}.${each.order.orderNumber}.less`),
    ...{ merchantId, lines, at },
    taken: deductionsOf(lines, owed).map((each) => SettlementDeduction.parse(each)),
  };
}

function batchesOf(claims: readonly DemoClaim[]): ReadonlyMap<SettlementId, readonly DemoClaim[]> {
  const batches = new Map<SettlementId, DemoClaim[]>();
  for (const claim of claims) {
    const settlementId = settlementIdOf(claim);
    batches.set(settlementId, [...(batches.get(settlementId) ?? []), claim]);
  }
  return batches;
}

function settlementIdOf({ each: { order }, proposedAt, paidAt }: DemoClaim): SettlementId {
  const { sellerId, terms } = order.merchant;
  const isBundled = terms.settlementBundling === 'bundled';
  const names = isBundled ? [sellerId, proposedAt.slice(0, 10)] : [sellerId, order.orderNumber];
  return SettlementId.parse([...names, ...(paidAt === undefined ? ['open'] : [])].join('.'));
}

function proposed(settlementId: SettlementId, batch: readonly DemoClaim[]): DemoStep {
  const lines = batch.map(lineOf);
  const { merchantId, proposedAt } = facts(batch);
  return messageStep('settlement.events', settlementId, proposedAt, {
    type: 'SettlementProposed',
    data: { settlementId, merchantId, lines, sums: sumsOf(lines), proposedAt },
  });
}

function paid(settlementId: SettlementId, batch: readonly DemoClaim[]): readonly DemoStep[] {
  const { merchantId, paidAt } = facts(batch);
  if (paidAt === undefined) return [];
  const orderIds = batch.map(({ each }) => each.order.orderId);
  const { net } = sumsOf(batch.map(lineOf));
  return [
    messageStep('settlement.events', settlementId, paidAt, {
      type: 'SettlementPaymentMade',
      data: { settlementId, merchantId, orderIds, net, paidAt },
    }),
  ];
}

/** What all claims of a batch have in common. */
function facts([first]: readonly DemoClaim[]) {
  assert(first !== undefined, 'a batch has a claim');
  const { each, proposedAt, paidAt } = first;
  return { merchantId: each.order.merchant.merchantId, proposedAt, paidAt };
}

/** As the example's settlement system makes them: one way to take fees, not two. */
function lineOf({ each: { order, paid: gross, refunded }, proposedAt }: DemoClaim): SettlementLine {
  const { orderId, merchant } = order;
  const { merchantId, terms, commission } = merchant;
  const { settlementModel, settlementBundling } = terms;
  const ready = {
    ...{ orderId, merchantId, settlementModel, settlementBundling },
    ...{ gross, refunded, readyAt: proposedAt },
  };
  return SettlementLine.parse(settledLine(ready, { commission, vatRate: 2550 }));
}

const sumsOf = (lines: readonly SettlementLine[]): SettlementSums =>
  SettlementSums.parse(settledSums(lines));
