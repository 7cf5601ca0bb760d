import type {
  DeductionRefusal,
  LineRefusal,
  SettlementDeduction,
  SettlementEvent,
  SettlementLine,
  SettlementSums,
} from '@libs/contracts';
import { entryOf, type Named, type OrderId, type PersistentMap } from '@libs/kernel';

export type SettlementState =
  | { readonly status: 'awaited' }
  | { readonly status: 'refused'; readonly refused: Refused }
  | (Batch & { readonly status: 'proposed' | 'cancelled' })
  | (Batch & { readonly status: 'confirmed' | 'paid'; readonly stands: Standing });

/** What was accepted, and how each line and each deduction was answered so far. */
export interface Batch {
  readonly accepted: Named<SettlementEvent, 'SettlementAccepted'>['data'];
  readonly lines: Asked<LineRefusal>;
  readonly deductions: Asked<DeductionRefusal>;
}

/** The accounts that are asked for something, with the answers that came. */
export interface Asked<Refusal extends string> {
  readonly orderIds: ReadonlySet<OrderId>;
  readonly answers: PersistentMap<OrderId, 'claimed' | Refusal>;
}

/** What the system may pay. */
export interface Standing {
  readonly lines: readonly SettlementLine[];
  readonly deductions: readonly SettlementDeduction[];
  readonly sums: SettlementSums;
}

export type Refused = Named<SettlementEvent, 'SettlementRefused'>['data'];
export type Known = Exclude<SettlementState, { readonly status: 'awaited' }>;
export type Whole = Exclude<Known, { readonly status: 'refused' }>;

export const isAnswered = ({ lines, deductions }: Batch): boolean =>
  lines.answers.size === lines.orderIds.size &&
  deductions.answers.size === deductions.orderIds.size;

/** Lines that were claimed, and those that may still come to be where `orPending` says so. */
export const linesOf = ({ accepted, lines }: Batch, orPending: boolean) =>
  accepted.lines.filter(({ orderId }) => isWanted(lines, orderId, orPending));

/** The same of deductions. */
export const deductionsOf = ({ accepted, deductions }: Batch, orPending: boolean) =>
  (accepted.deductions ?? []).filter(({ orderId }) => isWanted(deductions, orderId, orPending));

function isWanted({ answers }: Asked<string>, orderId: OrderId, orPending: boolean): boolean {
  const answer = entryOf(answers, orderId);
  return answer === 'claimed' || (orPending && answer === undefined);
}

/** As an event says it: what is not there is not said. */
export const saying = <Name extends 'deductions' | 'leftOut'>(
  name: Name,
  deductions: readonly SettlementDeduction[],
): { readonly [Field in Name]?: readonly SettlementDeduction[] } =>
  // A computed name is widened to any text.
  (deductions.length === 0 ? {} : { [name]: deductions }) as {
    readonly [Field in Name]?: readonly SettlementDeduction[];
  };
