import type { OrderCommand, OrderEvent, OrderRow } from '@libs/contracts';
import { eur, minus, plus, sum, type Named } from '@libs/kernel';
import { aggregateContract, BANK, CARD, row, runOf } from '@libs/testing';
import fc from 'fast-check';
import { order } from './order.decider.js';
import {
  awaitFunds,
  cancel,
  choose,
  confirmReturn,
  expire,
  failReturn,
  NEXT_RETURN,
  orderReturnAgain,
  pay,
  receive,
  RETURN,
} from './order.fixtures.js';
import { amountOf, pricedRows, sellerCostsOf } from './order-sums.js';

const orderRow: fc.Arbitrary<OrderRow> = fc
  .record({
    price: fc.integer({ min: 0, max: 500_00 }),
    quantity: fc.constantFrom('1', '2', '1.5', '0.333'),
    vatRate: fc.constantFrom(1000, 1400, 2550),
    discount: fc.constantFrom(0, 1000, 3333),
    type: fc.constantFrom(1, 2, 3, 4, 5, 6),
  })
  .map(({ price, type, ...over }) => row(eur(type === 6 ? 0 - price : price), { ...over, type }));

/** An order whose sums mostly add up, now and then by a cent not. */
const arrival = fc
  .tuple(fc.array(orderRow, { minLength: 1, maxLength: 6 }), fc.constantFrom(0, 0, 0, 1))
  .map(([rows, off]) => {
    const priced = pricedRows(rows) ?? [];
    const amount = eur(Math.max(0, amountOf(priced).minorUnits + off));
    return receive({ rows, amount, sellerCosts: sellerCostsOf(priced) });
  });

/** Commands for one order: it comes, perhaps again or changed, and is paid well or wrongly. */
const commands: fc.Arbitrary<readonly OrderCommand[]> = arrival.chain((first) => {
  const asked = plus(first.data.amount, first.data.sellerCosts);
  const payment = fc
    .record({
      receiptId: fc.constantFrom('receipt-1', 'receipt-2'),
      method: fc.constantFrom(CARD, BANK),
      over: fc.constantFrom(-1, 0, 0, 5_00, 5_01),
    })
    // Nobody pays nothing: an order of a cent is paid, or paid too much.
    .map(({ over, ...data }) => pay({ ...data, paid: eur(Math.max(asked.minorUnits + over, 1)) }));
  const foreign = pay({ paid: { ...asked, currency: 'SEK' } });
  const next = fc.oneof(
    fc.constantFrom<OrderCommand>(first, receive({ ...first.data, orderNumber: 'other' })),
    fc.constantFrom(choose(CARD), choose(BANK), awaitFunds(), expire(), cancel),
    fc.constantFrom(foreign, orderReturnAgain, confirmReturn(RETURN), failReturn(RETURN)),
    fc.constantFrom(confirmReturn(NEXT_RETURN), failReturn(NEXT_RETURN)),
    payment,
  );
  return fc.array(next, { maxLength: 12 }).map((others) => [first, ...others]);
});

const run = runOf(order);

const named = <Type extends OrderEvent['type']>(history: readonly OrderEvent[], type: Type) =>
  history.filter((event): event is Named<OrderEvent, Type> => event.type === type);

describe('whatever happens to an order', () => {
  aggregateContract(order, commands);

  it('rows, sums and VAT parts are the total', () =>
    fc.assert(
      fc.property(commands, (all) => {
        for (const { data } of named(run(all), 'OrderReceived')) {
          expect(sum(data.rows.map(({ gross }) => gross))).toEqual(data.total);
          expect(plus(data.amount, data.sellerCosts)).toEqual(data.total);
          expect(sum(data.vat.map(({ gross }) => gross))).toEqual(data.total);
        }
      }),
    ));

  it('is paid at most once, with all that was asked and an excess within the agreed fee', () =>
    fc.assert(
      fc.property(commands, (all) => {
        const payments = named(run(all), 'PaymentConfirmed');
        expect(payments.length).toBeLessThanOrEqual(1);
        for (const { data } of payments) {
          expect(minus(data.paid, data.excess)).toEqual(data.asked);
          expect(sum(data.vat.map(({ gross }) => gross))).toEqual(data.asked);
          expect(data.excess.minorUnits).toBeGreaterThanOrEqual(0);
          expect(data.excess.minorUnits).toBeLessThanOrEqual(data.terms.invoicingFeeMax.minorUnits);
        }
      }),
    ));

  it('every payment is captured or sent back as a whole: received = captured + returning + returned', () =>
    fc.assert(
      fc.property(commands, (all) => {
        const history = run(all);
        const captured = named(history, 'PaymentConfirmed').map(({ data }) => data.receiptId);
        const ordered = named(history, 'PaymentReturnOrdered').map(({ data }) => data);
        const sentBack = new Set(ordered.map(({ receiptId }) => receiptId));
        const paidBack = named(history, 'PaymentReturned').map(({ data }) => data);
        expect(captured.filter((receiptId) => sentBack.has(receiptId))).toEqual([]);
        expect(new Set(ordered.map(({ returnId }) => returnId)).size).toBe(ordered.length);
        expect(new Set(paidBack.map(({ receiptId }) => receiptId)).size).toBe(paidBack.length);
        for (const { returnId, amount } of paidBack)
          expect(ordered.find((each) => each.returnId === returnId)?.amount).toEqual(amount);
        const told = new Set(accepted(all).map(({ receiptId }) => receiptId));
        expect(told).toEqual(new Set([...captured, ...sentBack]));
      }),
    ));
});

/** Payments that the order took in, as they were told. */
function accepted(all: readonly OrderCommand[]) {
  const payments = all.filter((command) => command.type === 'RecordPayment');
  const known = (at: number): boolean => run(all.slice(0, at)).some(isReceived);
  return payments.filter((command) => known(all.indexOf(command))).map(({ data }) => data);
}

const isReceived = ({ type }: OrderEvent): boolean => type === 'OrderReceived';
