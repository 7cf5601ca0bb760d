import type { OrderId, Refusal } from '@libs/kernel';
import { orderLinks } from '../answers/links.js';
import { refusedBy } from '../commands/accepted.js';
import type { Problem } from '../problems/problem.js';
import { notFound } from '../reading.js';
import { nextStepFrom } from './next-step.js';

/** A refusal of the account as a problem, with the step that does work. */
export function refusedByAccount(orderId: OrderId, { code, details = {} }: Refusal): Problem {
  if (code === 'refund-unknown') return notFound();
  const { nextStep, ...figures } = details;
  const { refundable } = figures;
  const step =
    refundable === undefined
      ? nextStepFrom(orderId, nextStep)
      : { action: 'refund', href: orderLinks(orderId).refunds, body: { amount: refundable } };
  return refusedBy(
    'account',
    Object.keys(figures).length === 0 ? { code } : { code, details: figures },
    step,
  );
}
