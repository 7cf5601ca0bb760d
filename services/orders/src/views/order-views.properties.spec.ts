import { AccountTransaction, OrderDetails } from '@libs/contracts';
import { eur, project, type Projection, type Recorded } from '@libs/kernel';
import { BANK, CARD } from '@libs/testing';
import fc from 'fast-check';
import { chosen, confirmed, received } from '../order/order.fixtures.js';
import { accountTransactions } from './account-transactions/account-transactions.projection.js';
import { orderDetails } from './order-details/order-details.projection.js';
import {
  captured,
  claimed,
  claimReleased,
  FUNDING,
  history,
  opened,
  ordered,
  OTHER_REFUND,
  paidOut,
  REFUND,
  requested,
  settled,
} from './order-news.fixtures.js';
import type { OrderNews } from './order-progress.js';
import { statusOf } from './order-status.js';

const amount = fc.integer({ min: 1, max: 286_55 }).map(eur);
const choices = fc.array(fc.constantFrom(CARD, BANK).map(chosen), { maxLength: 2 });
const payment = fc.constant<OrderNews[]>([confirmed(), opened, captured()]);
const claims = fc.array(
  fc.constant<OrderNews[]>([claimed(eur(573_10)), claimReleased(eur(573_10))]),
  { maxLength: 2 },
);
const settlement = fc.constantFrom<OrderNews[]>([], [claimed()], [claimed(), settled()]);

/** A refund as far as it came: asked for, ordered, paid out; perhaps with a transfer first. */
const refund = (refundId: typeof REFUND) =>
  fc
    .record({ amount, steps: fc.integer({ min: 0, max: 3 }), isFunded: fc.boolean() })
    .map(({ amount: sum, steps, isFunded }): OrderNews[] => {
      const funding = isFunded ? { funding: { ...FUNDING, amount: sum } } : {};
      return [
        requested(sum, { ...funding, refundId }),
        ordered(sum, refundId),
        paidOut(sum, refundId),
      ].slice(0, steps);
    });

/** Histories of one order, however far they came. */
const events = fc
  .tuple(choices, payment, claims, refund(REFUND), settlement, refund(OTHER_REFUND))
  .chain((parts) => {
    const all: OrderNews[] = [received(), ...parts.flat(2)];
    return fc.integer({ min: 1, max: all.length }).map((end) => history(...all.slice(0, end)));
  });

const fold = <Document>(
  projection: Projection<Document, OrderNews>,
  batch: readonly Recorded<OrderNews>[],
  from?: Document,
): Document | undefined =>
  batch.reduce<Document | undefined>(
    (document, event) => project(projection, document, event),
    from,
  );

const saved = <Document>(document: Document): Document =>
  document === undefined ? document : (JSON.parse(JSON.stringify(document)) as Document);

describe('whatever happens to an order', () => {
  it('both views show what their contracts say, after every event', () =>
    fc.assert(
      fc.property(events, (all) => {
        for (let count = 1; count <= all.length; count += 1) {
          const line = fold(accountTransactions, all.slice(0, count));
          const page = fold(orderDetails, all.slice(0, count));
          expect(AccountTransaction.parse(line)).toEqual(line);
          expect(OrderDetails.parse(page)).toEqual(page);
        }
      }),
      { numRuns: 50 },
    ));

  it('its status follows from its facts, and both views tell the same', () =>
    fc.assert(
      fc.property(events, (all) => {
        const line = AccountTransaction.parse(fold(accountTransactions, all));
        const page = OrderDetails.parse(fold(orderDetails, all));
        expect(line.status).toBe(statusOf(line, line.servicePackage));
        expect(page.status).toBe(statusOf(page, page.terms.servicePackage));
        const { status, money, openRefunds, isClaimed, revisions } = page;
        expect(line).toMatchObject({ status, money, openRefunds, isClaimed, revisions });
      }),
    ));

  it('folding it in batches, saved between, equals folding it one by one', () =>
    fc.assert(
      fc.property(events, fc.nat(), (all, cut) => {
        const at = cut % (all.length + 1);
        for (const projection of [accountTransactions, orderDetails] as Projection<
          unknown,
          OrderNews
        >[]) {
          const first = saved(fold(projection, all.slice(0, at)));
          expect(fold(projection, all.slice(at), first)).toEqual(fold(projection, all));
        }
      }),
    ));
});
