import { RefundId, type OrderId, type Refusal } from '@libs/kernel';
import { orderLinks, refundPath } from '../answers/links.js';
import { refusedBy } from '../commands/accepted.js';
import type { InputProblem } from '@libs/platform';
import { Problem } from '../problems/problem.js';
import { notFound } from '../reading.js';
import { nextStepFrom } from './next-step.js';

/** A refusal of the account as a problem, with the step that does work. */
export function refusedByAccount(orderId: OrderId, { code, details = {} }: Refusal): Problem {
  if (code === 'refund-unknown') return notFound();
  const { nextStep, ...figures } = details;
  const step =
    smallerSum(orderId, figures) ?? usedBefore(orderId, figures) ?? nextStepFrom(orderId, nextStep);
  const problem = refusedBy(
    'account',
    Object.keys(figures).length === 0 ? { code } : { code, details: figures },
    step,
  );
  const errors = pointersFor(code);
  return errors.length === 0
    ? problem
    : new Problem(problem.code, { ...problem.particulars, errors });
}

/** Too much without rows: the sum that is left does work. */
function smallerSum(orderId: OrderId, { refundable, rowsSum, vatRate }: Figures) {
  return refundable === undefined || rowsSum !== undefined || vatRate !== undefined
    ? undefined
    : { action: 'refund', href: orderLinks(orderId).refunds, body: { amount: refundable } };
}

/** The refund that has the name already is what to look at. */
function usedBefore(orderId: OrderId, { refundId }: Figures) {
  const parsed = RefundId.safeParse(refundId);
  return parsed.success ? { action: 'look', href: refundPath(orderId, parsed.data) } : undefined;
}

type Figures = Readonly<Record<string, unknown>>;

/** Which field of a request is wrong, where the state of the account has no part in it. */
function pointersFor(code: string): readonly InputProblem[] {
  const [pointer, detail] = POINTERS[code] ?? [];
  return pointer === undefined || detail === undefined ? [] : [{ pointer, detail }];
}

const POINTERS: Readonly<Record<string, readonly [pointer: string, detail: string]>> = {
  'rows-do-not-add-up': ['/amount', 'is not what the rows come to'],
  'rows-come-to-nothing': ['/extraRows', 'take off as much as comes back, or more'],
  'rows-sum-too-large': ['/extraRows', 'come to more than any money'],
  'rows-of-another-kind': ['/rows', 'are not of this kind of refund'],
  'buyer-iban-missing': ['/buyerIban', 'is required'],
  'buyer-iban-not-taken': ['/buyerIban', 'is taken of bank payments alone'],
  'row-unknown': ['/rows', 'name a row that the order has not'],
  'row-named-twice': ['/rows', 'name a row twice'],
};
