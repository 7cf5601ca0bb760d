import { eur } from '@libs/kernel';
import { MERCHANT, ORDER, specFor } from '@libs/testing';
import { caseDecider } from './case.decider.js';
import {
  after,
  ANSWER_BY,
  CASE,
  declare,
  LATER,
  open,
  OPENED_AT,
  order,
  reduction,
} from './case.fixtures.js';

const given = specFor(caseDecider);
const opened = {
  ...{ caseId: CASE, orderId: ORDER, merchantId: MERCHANT, reason: 'other' as const },
  ...{ isShipped: false, terms: order.terms, openedAt: OPENED_AT },
} as const;

describe('opening a case', () => {
  it('waits for the merchant until the end of the last day in Helsinki', () =>
    given()
      .when(open())
      .then({
        type: 'CaseOpened',
        data: {
          ...{ ...opened, kind: 'cancellation', openedBy: 'buyer', proposal: {} },
          ...{ awaits: 'merchant', answerBy: ANSWER_BY },
        },
      }));

  it("waits for the buyer when it is the merchant's offer of a price reduction", () => {
    given()
      .when(open({ by: 'merchant', kind: 'price-reduction', amount: eur(5_00) }))
      .then({
        type: 'CaseOpened',
        data: {
          ...{ ...opened, kind: 'price-reduction', openedBy: 'merchant' },
          ...{ proposal: { amount: eur(5_00) }, awaits: 'buyer', answerBy: ANSWER_BY },
        },
      });
    given()
      .when(open({ by: 'merchant', kind: 'cancellation' }))
      .thenRejected('offers-are-price-reductions');
  });

  it('sums the rows that go back; a share of a row is rounded once', () =>
    given()
      .when(open({ kind: 'partial-return', chosen: [{ rowNumber: 1, quantity: '2' }] }))
      .then({
        type: 'CaseOpened',
        data: {
          ...{ ...opened, kind: 'partial-return', openedBy: 'buyer' },
          proposal: {
            amount: eur(66_67),
            rows: [{ rowNumber: 1, quantity: '2', amount: eur(66_67) }],
          },
          ...{ awaits: 'merchant', answerBy: ANSWER_BY },
        },
      }));

  it.each([
    ['no row of the order', { rowNumber: 9, quantity: '1' }, 'row-unknown'],
    ['a cost', { rowNumber: 3, quantity: '1' }, 'row-is-no-product'],
    ['more than was ordered', { rowNumber: 2, quantity: '1.001' }, 'quantity-exceeds-ordered'],
  ] as const)('is refused for %s', (_title, choice, code) =>
    given()
      .when(open({ kind: 'partial-return', chosen: [choice] }))
      .thenRejected(code),
  );

  it('is refused for a row that is chosen twice, or for no rows and no sum where they are needed', () => {
    const row = { rowNumber: 1, quantity: '1' };
    given()
      .when(open({ kind: 'partial-return', chosen: [row, row] }))
      .thenRejected('row-chosen-twice');
    given()
      .when(open({ kind: 'partial-return' }))
      .thenRejected('rows-missing');
    given()
      .when(open({ kind: 'price-reduction' }))
      .thenRejected('amount-missing');
  });

  it('asks for no more than is left, to the last cent', () => {
    const asks = (cents: number) =>
      given().when(open({ kind: 'price-reduction', amount: eur(cents) }));
    asks(130_01).thenRejected('amount-exceeds-refundable', { refundable: eur(130_00) });
    expect(after(open({ kind: 'price-reduction', amount: eur(130_00) }))).toHaveLength(1);
    given()
      .when(open({}, { refundable: eur(0) }))
      .thenRejected('nothing-left-to-refund');
  });

  it.each(['direct', 'refund-tools'] as const)(
    'has no place in %s, and says what works',
    (servicePackage) => {
      const rule = ['no-contact-with-the-buyer', { nextStep: 'refund' }] as const;
      given()
        .when(open({}, { servicePackage }))
        .thenRejected(...rule);
      given()
        .when(declare({}, { servicePackage }))
        .thenRejected(...rule);
    },
  );

  it('is a reclamation once the inspection is over', () => {
    const over = { inspectionEndedAt: OPENED_AT };
    given().when(open({}, over)).thenRejected('inspection-over', over);
    given().when(reduction(over)).thenRejected('inspection-over');
    expect(after(open({ kind: 'reclamation' }, over))).toHaveLength(1);
  });

  it('happens once, and another one under its id is refused', () => {
    const history = after(reduction());
    given(...history)
      .when(reduction({ refundable: eur(0) }))
      .thenNothing();
    given(...history)
      .when(open())
      .thenRejected('case-opened-otherwise');
    given(...history)
      .when(declare())
      .thenRejected('case-opened-otherwise');
  });
});

describe('declaring a withdrawal', () => {
  const declared = (history: ReturnType<typeof after>) => history.map(({ type }) => type);

  it('opens the case in which it is carried out, with no reason and no consent', () => {
    const history = after(declare());
    expect(declared(history)).toEqual(['CaseOpened', 'WithdrawalDeclared']);
    expect(history[0]).toMatchObject({ data: { kind: 'cancellation', awaits: 'merchant' } });
    given(...history)
      .when(declare({ at: LATER }))
      .thenNothing();
  });

  it('may be of some rows', () =>
    expect(after(declare({ chosen: [{ rowNumber: 2, quantity: '1' }] }))).toMatchObject([
      { data: { kind: 'partial-return', proposal: { amount: eur(25_00) } } },
      { data: { rows: [{ rowNumber: 2 }] } },
    ]));

  it('has fourteen days from the receipt, and not a moment more', () => {
    const received = { receivedAt: '2026-02-15T12:00:00.000Z' };
    const end = '2026-03-01T22:00:00.000Z';
    given()
      .when(declare({ at: end }, received))
      .thenRejected('withdrawal-period-over', { periodEndsAt: end });
    expect(after(declare({ at: '2026-03-01T21:59:59.999Z' }, received))[1]).toMatchObject({
      data: { periodEndsAt: end },
    });
  });

  it('is possible after the inspection was ended early, and before anything was received', () =>
    expect(declared(after(declare({}, { inspectionEndedAt: OPENED_AT })))).toContain(
      'WithdrawalDeclared',
    ));
});
