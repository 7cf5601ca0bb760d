import type { OrderId } from '@libs/kernel';
import { orderLinks } from '../answers/links.js';
import type { NextStep } from '../problems/problem.js';

/** The step that a refusal or a closed option names, as something a client can follow. */
export function nextStepFrom(orderId: OrderId, step: unknown): NextStep | undefined {
  switch (step) {
    case 'before-settlement':
    case 'after-settlement':
      return { action: 'refund', href: orderLinks(orderId).refunds, body: { timing: step } };
    case 'contact-support':
    case 'refund-outside-extranet':
      return { action: step };
    default:
      return undefined;
  }
}
