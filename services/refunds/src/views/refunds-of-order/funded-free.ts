import type { OrderRefunds, Refund } from '@libs/contracts';
import { isNothing, minus, sum, type Money } from '@libs/kernel';

/**
 * Funded money that no refund uses and no line claims. A claim takes all that is free, and a
 * refund from held money is asked for only while nothing was claimed or settled: from the first
 * claim on, whatever is free was funded. Before it, it is what of the funded money no refund
 * paid out or promises.
 */
export function withFundedFree(order: OrderRefunds): OrderRefunds {
  const { held, claimed, settled, funded, refunds } = order;
  const promisedHeld = sumOf(refunds, PROMISED, 'held');
  const promisedFunded = sumOf(refunds, PROMISED, 'funded');
  const fundedFree =
    isNothing(claimed) && isNothing(settled)
      ? minus(minus(funded, promisedFunded), sumOf(refunds, ['paid-out'], 'funded'))
      : minus(held, sum([claimed, promisedHeld, promisedFunded]));
  return { ...order, fundedFree };
}

/** Asked for, and here: only the payout has yet to end, or to be ordered. */
const PROMISED = ['awaiting-approval', 'payout-ordered'] as const;

const sumOf = (
  refunds: readonly Refund[],
  statuses: readonly Refund['status'][],
  source: Refund['source'],
): Money =>
  sum(
    refunds
      .filter((refund) => statuses.includes(refund.status) && refund.source === source)
      .map(({ amount }) => amount),
  );
