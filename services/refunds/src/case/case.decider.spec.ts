import type { CaseEvent, RowQuantity } from '@libs/contracts';
import { eur, OrderId } from '@libs/kernel';
import { MERCHANT, ORDER, specFor } from '@libs/testing';
import { caseDecider } from './case.decider.js';
import {
  accept,
  after,
  CASE,
  decline,
  held,
  LATER,
  LATER_BY,
  notHeld,
  offer,
  open,
  promised,
  receiveGoods,
  reduction,
  refundIn,
  refused,
  ROWS,
  withdrawCase,
  write,
} from './case.fixtures.js';

const given = specFor(caseDecider);
const ids = { caseId: CASE, orderId: ORDER, merchantId: MERCHANT };
const types = (history: readonly CaseEvent[]) => history.map(({ type }) => type);
const closed = (outcome: 'accepted' | 'declined' | 'withdrawn' | 'lapsed', closedAt = LATER) =>
  ({ type: 'CaseClosed', data: { ...ids, outcome, closedAt } }) as const;

describe('accepting a case', () => {
  it('asks for all that is left, and stays visible as accepting', () => {
    const history = after(open(), accept());
    expect(refundIn(history)).toMatchObject({ kind: 'full', reason: 'other' });
    given(...history)
      .when(decline())
      .thenRejected('acceptance-under-way');
    given(...history)
      .when(withdrawCase)
      .thenRejected('acceptance-under-way');
  });

  it('in part asks for a sum up to what is proposed', () => {
    const asked = after(open({ kind: 'reclamation', amount: eur(50_00) }));
    const part = (cents: number) => accept({ extent: 'part', amount: eur(cents) });
    given(...asked)
      .when(part(50_01))
      .thenRejected('part-exceeds-proposal', { proposed: eur(50_00) });
    given(...asked)
      .when(accept({ extent: 'part' }))
      .thenRejected('part-missing');
    const [, accepted] = after(open({ kind: 'reclamation', amount: eur(50_00) }), part(50_00));
    expect(accepted).toMatchObject({ data: { extent: 'part', refund: { amount: eur(50_00) } } });
  });

  it('in part may take fewer of the rows, and less of each', () => {
    const chosen = [
      { rowNumber: 1, quantity: '2' },
      { rowNumber: 2, quantity: '1' },
    ];
    const back = open({ kind: 'partial-return', chosen });
    const taken = (...rows: readonly RowQuantity[]) =>
      refundIn(after(back, accept({ extent: 'part', chosen: rows })));
    expect(taken({ rowNumber: 2, quantity: '1' })).toMatchObject({
      ...{ kind: 'partial-return', rows: [{ rowNumber: 2, quantity: '1', amount: eur(25_00) }] },
    });
    expect(taken({ rowNumber: 1, quantity: '1' }).rows).toEqual([
      { rowNumber: 1, quantity: '1', amount: eur(33_34) },
    ]);
    expect(taken({ rowNumber: 1, quantity: '2.0' }).rows).toMatchObject([{ amount: eur(66_67) }]);
    const one = { rowNumber: 2, quantity: '1' };
    for (const strange of [
      [{ rowNumber: 3, quantity: '1' }],
      [{ rowNumber: 1, quantity: '2.001' }],
      [one, one],
    ])
      given(...after(back))
        .when(accept({ extent: 'part', chosen: strange }))
        .thenRejected('rows-not-proposed');
  });

  it('of a cancellation in part may take some of what was ordered', () => {
    const chosen = [{ rowNumber: 1, quantity: '2' }];
    const part = accept({ extent: 'part', chosen, ordered: ROWS });
    expect(refundIn(after(open(), part))).toMatchObject({
      ...{ kind: 'partial-return', rows: [{ rowNumber: 1, quantity: '2', amount: eur(66_67) }] },
    });
    given(...after(open()))
      .when(accept({ extent: 'part', chosen: [{ rowNumber: 1, quantity: '4' }], ordered: ROWS }))
      .thenRejected('quantity-exceeds-ordered');
  });

  it('of a reclamation about some rows pays for those rows, and never for all of the order', () => {
    const chosen = [{ rowNumber: 1, quantity: '1' }];
    const torn = open({ kind: 'reclamation', chosen });
    expect(refundIn(after(torn, accept()))).toMatchObject({
      ...{ kind: 'partial-return', rows: [{ rowNumber: 1, quantity: '1', amount: eur(33_33) }] },
    });
    const summed = open({ kind: 'reclamation', chosen, amount: eur(5_00) });
    expect(refundIn(after(summed, accept()))).toMatchObject({
      ...{ kind: 'price-reduction', amount: eur(5_00) },
    });
  });

  it.each(['cancellation', 'partial-return'] as const)(
    'of a %s before the goods are back is said explicitly, where something was sent',
    (kind) => {
      const chosen = [{ rowNumber: 1, quantity: '1' }];
      const sent = after(open({ kind, chosen }, { isShipped: true }));
      given(...sent)
        .when(accept())
        .thenRejected('goods-not-received');
      expect(
        types(after(open({ kind, chosen }, { isShipped: true }), receiveGoods, accept())),
      ).toContain('CaseAccepted');
      expect(
        after(open({ kind, chosen }, { isShipped: true }), accept({ beforeGoods: true }))[1],
      ).toMatchObject({ data: { isBeforeGoods: true } });
      given(...after(open({ kind, chosen })))
        .when(accept({ isShipped: true }))
        .thenRejected('goods-not-received');
    },
  );

  it('of a price reduction needs no goods, and a part of it is a counter-offer', () => {
    given(...after(reduction()))
      .when(accept({ extent: 'part', amount: eur(1) }))
      .thenRejected('counter-offer-instead');
    expect(types(after(reduction({ isShipped: true }), accept({ isShipped: true })))).toContain(
      'CaseAccepted',
    );
  });

  it('of a reclamation may set it right without money, which ends it at once', () => {
    expect(
      types(after(open({ kind: 'reclamation' }), accept({ extent: 'without-refund' }))),
    ).toEqual(['CaseOpened', 'CaseAccepted', 'CaseClosed']);
    given(...after(open()))
      .when(accept({ extent: 'without-refund' }))
      .thenRejected('money-is-asked-for');
  });

  it('is for the one who is to answer', () =>
    given(...after(reduction()))
      .when(accept({ by: 'buyer' }))
      .thenRejected('not-your-turn', { awaits: 'merchant' }));
});

describe("the account's answer", () => {
  const accepting = after(open(), accept());

  it('yes ends the case', () =>
    given(...accepting)
      .when(promised(accepting, 130_00))
      .then(
        {
          type: 'CaseRefundPromised',
          data: {
            ...{ ...ids, refundId: refundIn(accepting).refundId, amount: eur(130_00) },
            ...{ timing: 'before-settlement', promisedAt: LATER },
          },
        },
        closed('accepted'),
      ));

  it('no opens it again, and the next acceptance asks under an id of its own', () => {
    given(...accepting)
      .when(refused(accepting))
      .then({
        type: 'CaseAcceptanceFailed',
        data: {
          ...{ ...ids, refundId: refundIn(accepting).refundId },
          ...{ reason: 'amount-exceeds-refundable', awaits: 'merchant', answerBy: LATER_BY },
          failedAt: LATER,
        },
      });
    const again = after(open(), accept(), refused(accepting), accept());
    const [first, second] = again.flatMap((event) =>
      event.type === 'CaseAccepted' ? [event.data.refund?.refundId] : [],
    );
    expect(second).not.toBe(first);
    given(...again)
      .when(refused(accepting))
      .thenNothing();
    given(...again)
      .when(promised(accepting, 1))
      .thenNothing();
  });

  it('that it holds the money is noted once, and nothing after the end', () => {
    expect(types(after(open(), held, held))).toEqual(['CaseOpened', 'CaseHeld']);
    expect(types(after(open(), withdrawCase, held))).toEqual(['CaseOpened', 'CaseClosed']);
  });

  it('that it does not ends the case, unless that is being accepted', () => {
    expect(after(open(), notHeld)[1]).toMatchObject({
      data: { outcome: 'refused', reason: 'nothing-left-to-refund' },
    });
    given(...accepting)
      .when(notHeld)
      .thenNothing();
    given(...after(open(), held))
      .when(notHeld)
      .thenNothing();
  });
});

describe('a case', () => {
  it('takes words of both sides until it has ended', () => {
    expect(types(after(open(), write(), write()))).toEqual(['CaseOpened', 'CaseMessageSent']);
    given(...after(open(), withdrawCase))
      .when(write())
      .thenRejected('case-closed');
    const many = Array.from({ length: 100 }, (_, at) =>
      write(`00000000-0000-4000-8000-${String(at).padStart(12, '0')}`),
    );
    given(...after(open(), ...many))
      .when(write())
      .thenRejected('too-many-messages');
  });

  it('is declined with words for the other one, and then closed', () => {
    const declined = after(open(), decline());
    expect(types(declined)).toEqual(['CaseOpened', 'CaseDeclined', 'CaseClosed']);
    for (const late of [accept(), decline(), receiveGoods, withdrawCase, offer('merchant', 1)])
      given(...declined)
        .when(late)
        .thenRejected('case-closed', { outcome: 'declined' });
  });

  it('is let go by the buyer who opened it, once', () => {
    given(...after(open(), withdrawCase))
      .when(withdrawCase)
      .thenNothing();
    given(...after(open({ by: 'merchant', kind: 'price-reduction', amount: eur(1) })))
      .when(withdrawCase)
      .thenRejected('not-opened-by-you');
  });

  it('has its goods back once', () => {
    given(...after(open(), receiveGoods))
      .when(receiveGoods)
      .thenNothing();
    given(...after(open(), receiveGoods, decline()))
      .when(receiveGoods)
      .thenNothing();
  });

  it('belongs to its order', () => {
    const command = accept({ orderId: OrderId.parse('99999999-9999-4999-8999-999999999999') });
    given(...after(open()))
      .when(command)
      .thenRejected('case-of-another-order');
  });
});
