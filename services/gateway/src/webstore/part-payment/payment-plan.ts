import type { Campaign } from '@libs/platform';
import { exceeds, helsinkiTime, plus, sum, type Money } from '@libs/kernel';
import { daysAfter } from '../wire/message-date.js';
import { effectiveInterest, instalments } from './annuity.js';

/** How a purchase would be paid in parts (domain: Part payment). */
export interface PaymentPlan {
  /** With fees, and without them; of a year, in basis points. */
  readonly annualInterest: number;
  readonly interest: number;
  readonly monthlyFee: Money;
  readonly lines: readonly PlanLine[];
  readonly totals: LineSums;
}

export interface LineSums {
  readonly capital: Money;
  readonly interest: Money;
  readonly fee: Money;
  readonly total: Money;
}

export interface PlanLine extends LineSums {
  /** Days, as `2026-04-02`. */
  readonly invoiceDate: string;
  readonly dueDate: string;
}

/** Buyers have so long to pay an invoice. */
const INVOICE_DAYS = 14;

/** Those of the campaigns that a purchase of this sum may choose. */
export const campaignsFor = (campaigns: readonly Campaign[], total: Money): readonly Campaign[] =>
  campaigns.filter(({ from, to }) => !exceeds(from, total) && !exceeds(total, to));

/** The plan of a purchase made now: due a month apart, invoiced two weeks before. */
export function paymentPlan(campaign: Campaign, capital: Money, now: string): PaymentPlan {
  const { interest, monthlyFee: fee } = campaign;
  const today = helsinkiTime(now).slice(0, 10);
  const lines = instalments(capital, campaign).map((part, at) => {
    const dueDate = monthsAfter(today, at + 1);
    const invoiceDate = daysAfter(dueDate, -INVOICE_DAYS);
    return { ...part, fee, total: sum([part.capital, part.interest, fee]), dueDate, invoiceDate };
  });
  const totals = lines.reduce(together);
  const annualInterest = effectiveInterest(
    capital,
    lines.map(({ total }) => total),
  );
  return { annualInterest, interest, monthlyFee: fee, lines, totals };
}

const together = (a: PlanLine, b: PlanLine): PlanLine => ({
  ...a,
  capital: plus(a.capital, b.capital),
  interest: plus(a.interest, b.interest),
  fee: plus(a.fee, b.fee),
  total: plus(a.total, b.total),
});

/** The same day of a later month; its last one where the month is shorter. */
export function monthsAfter(date: string, months: number): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  const moment = Date.UTC(year, month - 1 + months, Math.min(day, last));
  return new Date(moment).toISOString().slice(0, 10);
}
