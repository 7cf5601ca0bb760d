import type { AccountCommand, AccountEvent, ExtraRow, SoldRow } from '@libs/contracts';
import { eur, NOTHING, type Money } from '@libs/kernel';
import { specFor } from '@libs/testing';
import { accountDecider } from './account.decider.js';
import {
  A,
  accountAfter,
  after,
  AFTER,
  AT,
  B,
  C,
  claim,
  failPayout,
  open,
  PAID,
  request,
  S1,
  settle,
  vat,
  withdraw,
} from './account.fixtures.js';

const given = specFor(accountDecider);

const sold = (rowNumber: number, gross: Money, over: Partial<SoldRow> = {}): SoldRow => ({
  ...{ rowNumber, type: 1, vatRate: 2550, quantity: '1', gross },
  ...over,
});
/** The worked example: two shirts, a suit, a discount and the shipping. */
const EXAMPLE = [
  sold(1, eur(246_00), { quantity: '2' }),
  sold(2, eur(332_10), { type: 4 }),
  sold(3, eur(-10_00), { type: 6 }),
  sold(4, eur(5_00), { type: 2 }),
];
const opened = open({ rows: EXAMPLE });
const paid = after(opened);

const shirts = (quantity: string) => ({ rowNumber: 1, quantity });
const extra = (unitPrice: Money, over: Partial<ExtraRow> = {}): ExtraRow => ({
  ...{ name: 'Toimitus', quantity: '1', unitPrice, vatRate: 2550 },
  ...over,
});
type Asked = Parameters<typeof request>[2];
const partly = (rows: NonNullable<Asked>['rows'], over: Asked = {}, refundId = A) =>
  request(refundId, 'full', { kind: 'partial-return', ...(rows && { rows }), ...over });
const requestedBy = (...commands: readonly AccountCommand[]) => {
  const events: readonly AccountEvent[] = after(opened, ...commands);
  const last = events.findLast(({ type }) => type === 'RefundRequested');
  return last?.data;
};

describe('a partial return', () => {
  it('gives back the share of its row, with the VAT of the row', () =>
    expect(requestedBy(partly([shirts('1')]))).toEqual({
      ...{ orderId: opened.data.orderId, merchantId: accountAfter(opened).opened.merchantId },
      ...{ refundId: A, kind: 'partial-return', timing: 'before-settlement', reason: 'defective' },
      amount: eur(123_00),
      vat: [vat(2550, eur(123_00))],
      excess: NOTHING,
      rows: [{ rowNumber: 1, quantity: '1', vatRate: 2550, gross: eur(123_00) }],
      requestedAt: AT,
    }));

  it('gives money back besides, and takes a lost discount off', () => {
    const extraRows = [extra(eur(-2_50), { quantity: '2' }), extra(eur(10_00), { name: 'Ale' })];
    expect(requestedBy(partly([shirts('2')], { extraRows, amount: eur(241_00) }))).toMatchObject({
      amount: eur(241_00),
      extraRows: [
        { quantity: '2', gross: eur(-5_00) },
        { name: 'Ale', gross: eur(10_00) },
      ],
    });
  });

  it('is refused with both sums when its rows do not sum to the amount', () =>
    given(...paid)
      .when(partly([shirts('1')], { amount: eur(123_01) }))
      .thenRejected('rows-do-not-add-up', { amount: eur(123_01), rowsSum: eur(123_00) }));

  it('is refused when nothing is left of it, or less', () => {
    given(...paid)
      .when(partly([shirts('1')], { extraRows: [extra(eur(123_00))] }))
      .thenRejected('rows-come-to-nothing', { rowsSum: NOTHING });
    given(...paid)
      .when(partly([shirts('1')], { extraRows: [extra(eur(122_99))] }))
      .then(
        ...(after(opened, partly([shirts('1')], { extraRows: [extra(eur(122_99))] })).slice(
          paid.length,
        ) as [AccountEvent, ...AccountEvent[]]),
      );
  });

  it('takes a quantity once, over all refunds', () => {
    const one = after(opened, partly([shirts('1')]));
    given(...one)
      .when(partly([shirts('1.001')], {}, B))
      .thenRejected('quantity-exceeds-left', { rowNumber: 1, quantityLeft: '1' });
    const both = after(opened, partly([shirts('1')]), partly([shirts('1')], {}, B));
    given(...both)
      .when(partly([shirts('0.001')], {}, C))
      .thenRejected('quantity-exceeds-left', { rowNumber: 1, quantityLeft: '0' });
  });

  it('frees its quantity when its payout failed or it was withdrawn', () => {
    const failed = accountAfter(opened, partly([shirts('2')]), failPayout(A));
    expect(failed.rows[0]).toMatchObject({ quantityLeft: '2', grossLeft: eur(246_00) });
    const settled = [opened, claim(S1, PAID), settle(S1)];
    const withdrawn = accountAfter(...settled, partly([shirts('2')], AFTER), withdraw(A));
    expect(withdrawn.rows[0]).toMatchObject({ quantityLeft: '2', grossLeft: eur(246_00) });
  });

  it('returns a row cent by cent, whatever its parts round to', () => {
    const rows = [sold(1, eur(10_00), { quantity: '3' })];
    const three = open({ rows, captured: eur(10_00) });
    const one = [{ rowNumber: 1, quantity: '1' }];
    const sums = after(three, partly(one), partly(one, {}, B), partly(one, {}, C)).flatMap(
      (event) => (event.type === 'RefundRequested' ? [event.data.amount] : []),
    );
    expect(sums).toEqual([eur(3_33), eur(3_34), eur(3_33)]);
  });

  it('goes up to the last cent at a VAT rate, and not one further', () => {
    const rows = [sold(1, eur(10_00)), sold(2, eur(20_00), { vatRate: 1400 })];
    const two = open({
      ...{ rows, captured: eur(30_00) },
      vat: [vat(1400, eur(20_00)), vat(2550, eur(10_00))],
    });
    const reduction = request(B, eur(3), { kind: 'price-reduction' });
    const [first, second] = [
      partly([{ rowNumber: 1, quantity: '1' }]),
      partly([{ rowNumber: 2, quantity: '1' }], {}, C),
    ];
    given(...after(two, first))
      .when(second)
      .then(...(after(two, first, second).slice(after(two, first).length) as [AccountEvent]));
    given(...after(two, reduction))
      .when(second)
      .thenRejected('amount-exceeds-refundable-at-rate', {
        ...{ vatRate: 1400, asked: eur(20_00), refundable: eur(19_98) },
      });
  });

  it('spreads an extra row that takes its own rate below zero', () =>
    expect(
      requestedBy(partly([shirts('1')], { extraRows: [extra(eur(3_00), { vatRate: 1400 })] })),
    ).toMatchObject({ amount: eur(120_00), vat: [vat(2550, eur(120_00))] }));

  it('is refused when its rows are more than can be refunded', () =>
    given(...after(opened, request(B, eur(500_00))))
      .when(partly([shirts('1')]))
      .thenRejected('amount-exceeds-refundable', {
        refundable: eur(73_10),
        rowsSum: eur(123_00),
      }));

  it.each([
    ['a row that the order has not', [{ rowNumber: 9, quantity: '1' }], 'row-unknown'],
    ['a row twice', [shirts('1'), shirts('1')], 'row-named-twice'],
    ['a discount', [{ rowNumber: 3, quantity: '1' }], 'row-not-returnable'],
    ['more than was sold', [shirts('2.001')], 'quantity-exceeds-left'],
  ] as const)('is refused with %s', (_what, rows, code) =>
    given(...paid)
      .when(partly(rows))
      .thenRejected(code),
  );

  it('is refused with rows beyond all money', () =>
    given(...paid)
      .when(
        partly([shirts('1')], {
          extraRows: [extra(eur(Number.MAX_SAFE_INTEGER)), extra(eur(-Number.MAX_SAFE_INTEGER))],
        }),
      )
      .thenRejected('rows-sum-too-large'));

  it('of an order whose rows were not kept knows none of them', () =>
    given(...after(open()))
      .when(partly([shirts('1')]))
      .thenRejected('row-unknown', { rowNumber: 1 }));

  it('may name a sum alone, where nobody tells what comes back', () =>
    expect(requestedBy(partly(undefined, { amount: eur(1_00) }))).toMatchObject({
      amount: eur(1_00),
    }));

  it('needs rows or a sum', () =>
    given(...paid)
      .when(partly(undefined))
      .thenRejected('amount-missing'));

  it('asked again changes nothing, and with other rows is refused', () => {
    const history = after(opened, partly([shirts('1')]));
    given(...history)
      .when(partly([shirts('1')]))
      .thenNothing();
    given(...history)
      .when(partly([shirts('1')], { extraRows: [extra(eur(-1))] }))
      .thenRejected('refund-id-reused');
    given(...history)
      .when(partly([shirts('2')]))
      .thenRejected('refund-id-reused');
  });
});

describe('a price reduction', () => {
  it('may be made of extra rows', () =>
    expect(
      requestedBy(request(A, 'full', { kind: 'price-reduction', extraRows: [extra(eur(-5_00))] })),
    ).toMatchObject({ amount: eur(5_00), extraRows: [{ gross: eur(-5_00) }] }));

  it('returns no goods', () =>
    given(...paid)
      .when(request(A, eur(123_00), { rows: [shirts('1')] }))
      .thenRejected('rows-of-another-kind'));
});

describe('a full refund', () => {
  it('has no rows: it takes all that is left', () =>
    given(...paid)
      .when(request(A, 'full', { rows: [shirts('2')] }))
      .thenRejected('rows-of-another-kind'));
});
