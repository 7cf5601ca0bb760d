/**
 * What a settlement system hears and says, as far as this one looks at it. The whole shapes are
 * published: events in `docs/events`, what is said in `libs/contracts/src/outside/settlement.ts`.
 */
export interface Money {
  readonly minorUnits: number;
  readonly currency: 'EUR';
}

/** An order whose money may be settled now: `gross - refunded` is what a line for it settles. */
export interface ReadyOrder {
  readonly orderId: string;
  readonly merchantId: string;
  readonly settlementModel: 'gross' | 'net' | 'balance';
  readonly settlementBundling: 'transaction-specific' | 'bundled';
  readonly gross: Money;
  readonly refunded: Money;
  readonly readyAt: string;
}

/** What an order's advanced refunds still owe: a deduction takes this at most. */
export interface OwedAdvance {
  readonly orderId: string;
  readonly merchantId: string;
  readonly owed: Money;
  readonly readyAt: string;
}

/** What a settlement takes back of an order's advance. */
export interface SettlementDeduction {
  readonly orderId: string;
  readonly amount: Money;
}

/** `net = gross - refunded - commission`; the VAT in the commission stands beside it. */
export interface SettlementLine {
  readonly orderId: string;
  readonly gross: Money;
  readonly refunded: Money;
  readonly commission: Money;
  readonly commissionVat: Money;
  readonly net: Money;
}

/** Of lines and deductions: here `net` is less by what is deducted, and never below nothing. */
export interface SettlementSums extends Omit<SettlementLine, 'orderId'> {
  readonly count: number;
  /** Absent where nothing is deducted. */
  readonly deducted?: Money;
}

/** What is heard, by its type; anything else on the topic is somebody else's. */
export type Heard =
  | { readonly type: 'OrderReadyForSettlement'; readonly data: ReadyOrder }
  | { readonly type: 'AdvanceReadyForDeduction'; readonly data: OwedAdvance }
  | { readonly type: 'SettlementConfirmed'; readonly data: Confirmed }
  | {
      readonly type: 'SettlementRefused';
      readonly data: Named & { readonly reasons: readonly string[] };
    }
  | { readonly type: 'SettlementCancelled'; readonly data: Named };

interface Named {
  readonly settlementId: string;
  readonly merchantId: string;
}

/** These lines stand: what is paid is exactly this, and its net is less what is deducted. */
interface Confirmed extends Named {
  readonly lines: readonly SettlementLine[];
  readonly sums: SettlementSums;
}

/** A message as it came. Within a source, positions only grow: what is not above one is a repeat. */
export interface News {
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
  readonly source: string;
  readonly position: string;
}

/** A message that is said: the same id again is the same message. */
export type Saying = { readonly id: string; readonly key: string; readonly time: string } & (
  | {
      readonly type: 'SettlementProposed';
      readonly data: Named & {
        readonly lines: readonly SettlementLine[];
        readonly deductions?: readonly SettlementDeduction[];
        readonly sums: SettlementSums;
        readonly proposedAt: string;
      };
    }
  | {
      readonly type: 'SettlementPaymentMade';
      readonly data: Named & {
        readonly orderIds: readonly string[];
        readonly net: Money;
        readonly paidAt: string;
      };
    }
);

export const HEARD_TYPES = [
  'OrderReadyForSettlement',
  'AdvanceReadyForDeduction',
  'SettlementConfirmed',
  'SettlementRefused',
  'SettlementCancelled',
] as const;

/** The message when it is one of those that are heard; its shape is the publisher's promise. */
export function heardIn({ type, data }: News): Heard | undefined {
  return HEARD_TYPES.some((each) => each === type) ? ({ type, data } as Heard) : undefined;
}
