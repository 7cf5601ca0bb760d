import { LINES_MAX, SettlementEvent } from '@libs/contracts';
import { eur, fold } from '@libs/kernel';
import { MERCHANT, specFor } from '@libs/testing';
import { settlementDecider } from './settlement.decider.js';
import {
  acceptLine,
  after,
  AT,
  cancel,
  cancelled,
  confirmed,
  line,
  lineClaimed,
  lineRefused,
  LINES,
  ONE,
  orderNumbered,
  pay,
  propose,
  refuseLine,
  SETTLEMENT,
  THREE,
  TWO,
} from './settlement.fixtures.js';
import { sumsOf } from './settlement-sums.js';

const given = specFor(settlementDecider);
const proposed = () => given(...after(propose()));
const payBoth = pay([ONE, TWO], eur(598_10));
const BOTH = after(propose(), acceptLine(ONE), acceptLine(TWO));
const PAID = after(propose(), acceptLine(ONE), acceptLine(TWO), payBoth);
const WRONG = propose(LINES, { sums: { ...sumsOf(LINES), count: 3 } });

describe('the answer to a line', () => {
  it('is kept while others are missing', () => {
    proposed().when(acceptLine(ONE)).then(lineClaimed(ONE));
    proposed().when(refuseLine(ONE)).then(lineRefused(ONE));
  });

  it('confirms what stands when it is the last', () => {
    given(...after(propose(), acceptLine(ONE)))
      .when(acceptLine(TWO))
      .then(lineClaimed(TWO), confirmed(...LINES));
  });

  it('leaves out of the confirmation what was refused', () => {
    given(...after(propose(), refuseLine(ONE)))
      .when(acceptLine(TWO))
      .then(lineClaimed(TWO), confirmed(...LINES.slice(1)));
    given(...after(propose(), acceptLine(TWO)))
      .when(refuseLine(ONE, 'order-unknown'))
      .then(lineRefused(ONE, 'order-unknown'), confirmed(...LINES.slice(1)));
  });

  it('cancels the settlement when no line stands', () =>
    given(...after(propose(), refuseLine(ONE)))
      .when(refuseLine(TWO))
      .then(lineRefused(TWO), cancelled()));

  it('changes nothing the second time, whatever came since', () => {
    const paid = after(propose(), refuseLine(ONE), acceptLine(TWO), pay([TWO], eur(25_00)));
    given(...paid)
      .when(acceptLine(TWO))
      .thenNothing();
    given(...paid)
      .when(refuseLine(ONE, 'claim-open'))
      .thenNothing();
    given(...after(propose(), acceptLine(ONE), cancel()))
      .when(acceptLine(ONE))
      .thenNothing();
  });

  it('is never turned round', () => {
    given(...after(propose(), refuseLine(ONE)))
      .when(acceptLine(ONE))
      .thenRejected('line-answered-otherwise');
    given(...after(propose(), acceptLine(ONE)))
      .when(refuseLine(ONE))
      .thenRejected('line-answered-otherwise');
  });

  it('comes too late for a claim when the settlement was called off', () => {
    given(...after(propose(), cancel()))
      .when(acceptLine(ONE))
      .thenRejected('settlement-cancelled');
    given(...after(propose(), cancel()))
      .when(refuseLine(ONE))
      .thenNothing();
  });

  it.each([acceptLine(THREE), refuseLine(THREE)])('is refused for a line it has not', (command) => {
    proposed().when(command).thenRejected('line-unknown');
    given(...after(WRONG))
      .when(command)
      .thenRejected('line-unknown');
  });
});

describe('paying a settlement', () => {
  it('pays what was confirmed, in any order of the lines', () =>
    given(...BOTH)
      .when(pay([TWO, ONE], eur(598_10)))
      .then({
        type: 'SettlementPaid',
        data: {
          settlementId: SETTLEMENT,
          merchantId: MERCHANT,
          lines: LINES,
          sums: sumsOf(LINES),
          paidAt: AT,
        },
      }));

  it('changes nothing the second time', () =>
    given(...PAID)
      .when(payBoth)
      .thenNothing());

  it.each([eur(598_09), eur(598_11)])('is refused when its sum is a cent off', (net) =>
    given(...BOTH)
      .when(pay([ONE, TWO], net))
      .thenRejected('sums-differ', {
        confirmed: { count: 2, net: eur(598_10) },
        paid: { count: 2, net },
      }),
  );

  it.each([[[ONE]], [[ONE, ONE]], [[ONE, TWO, TWO]]])(
    'is refused when it does not name each line once',
    (orderIds) =>
      given(...BOTH)
        .when(pay(orderIds, eur(598_10)))
        .thenRejected('sums-differ'),
  );

  it('is refused for a line that nobody claimed', () => {
    given(...BOTH)
      .when(pay([ONE, TWO, THREE], eur(598_10)))
      .thenRejected('line-not-claimed', { orderIds: [THREE] });
    given(...after(propose(), refuseLine(ONE), acceptLine(TWO)))
      .when(pay([ONE, TWO], eur(598_10)))
      .thenRejected('line-not-claimed', { orderIds: [ONE] });
  });

  it.each([
    ['not confirmed', after(propose(), acceptLine(ONE))],
    ['cancelled', after(propose(), acceptLine(ONE), acceptLine(TWO), cancel())],
    ['refused', after(WRONG)],
  ])('is refused when it is %s', (_why, history) =>
    given(...history)
      .when(payBoth)
      .thenRejected('line-not-claimed'),
  );
});

describe('calling a settlement off', () => {
  it('names the lines whose claims are or may come to be there', () =>
    given(...after(propose(), refuseLine(ONE)))
      .when(cancel())
      .then(cancelled(...LINES.slice(1))));

  it('names the lines that stood when it was confirmed', () =>
    given(...BOTH)
      .when(cancel())
      .then(cancelled(...LINES)));

  it('changes nothing the second time, nor when it was refused', () => {
    given(...after(propose(), cancel()))
      .when(cancel())
      .thenNothing();
    given(...after(WRONG))
      .when(cancel())
      .thenNothing();
  });

  it('is refused once it was paid', () =>
    given(...PAID)
      .when(cancel())
      .thenRejected('settlement-paid'));
});

describe('a settlement of the largest size', () => {
  it('survives the store and is folded without copying what it knows each time', () => {
    const lines = Array.from({ length: LINES_MAX }, (_, n) => line(orderNumbered(n), eur(10_00)));
    const decided = lines.reduce(
      ({ state, events }, { orderId }) => {
        const decision = settlementDecider.decide(acceptLine(orderId), state);
        const more = decision.outcome === 'accepted' ? decision.events : [];
        return {
          state: more.reduce(settlementDecider.evolve, state),
          events: [...events, ...more],
        };
      },
      { state: fold(settlementDecider, after(propose(lines))), events: [] as SettlementEvent[] },
    );
    const last = decided.events.at(-1);
    expect(last).toEqual(confirmed(...lines));
    expect(SettlementEvent.parse(JSON.parse(JSON.stringify(last)))).toEqual(last);
  });
});
