import type { SettlementEvent } from '@libs/contracts';
import { eur } from '@libs/kernel';
import { MERCHANT, specFor } from '@libs/testing';
import { settlementDecider } from './settlement.decider.js';
import {
  acceptLine,
  after,
  AT,
  line,
  LINES,
  ONE,
  propose,
  SETTLEMENT,
  TWO,
} from './settlement.fixtures.js';
import { sumsOf } from './settlement-sums.js';

const given = specFor(settlementDecider);

describe('proposing a settlement', () => {
  it('is accepted when it adds up, and repeats its lines', () =>
    given()
      .when(propose())
      .then({
        type: 'SettlementAccepted',
        data: {
          settlementId: SETTLEMENT,
          merchantId: MERCHANT,
          lines: LINES,
          sums: {
            count: 2,
            gross: eur(613_10),
            refunded: eur(15_00),
            commission: eur(0),
            commissionVat: eur(0),
            net: eur(598_10),
          },
          acceptedAt: AT,
        },
      }));

  it('takes commission from what is paid', () =>
    given()
      .when(propose([line(ONE, eur(100_00), { refunded: eur(10_00), commission: eur(2_50) })]))
      .then(
        expect.objectContaining({
          data: expect.objectContaining({ sums: expect.objectContaining({ net: eur(87_50) }) }),
        }),
      ));

  const refusal = (...reasons: string[]): SettlementEvent => ({
    type: 'SettlementRefused',
    data: { settlementId: SETTLEMENT, merchantId: MERCHANT, reasons, refusedAt: AT },
  });

  it.each([
    ['count', { count: 3 }, 'The count is 3, the lines are 2.'],
    [
      'gross',
      { gross: eur(613_11) },
      'The sum of gross is 613,11 EUR, the lines come to 613,10 EUR.',
    ],
    [
      'refunded',
      { refunded: eur(14_99) },
      'The sum of refunded is 14,99 EUR, the lines come to 15,00 EUR.',
    ],
    [
      'commission',
      { commission: eur(1) },
      'The sum of commission is 0,01 EUR, the lines come to 0,00 EUR.',
    ],
    [
      'commission VAT',
      { commissionVat: eur(1) },
      'The sum of commissionVat is 0,01 EUR, the lines come to 0,00 EUR.',
    ],
    ['net', { net: eur(0) }, 'The sum of net is 0,00 EUR, the lines come to 598,10 EUR.'],
  ])('is refused whole for a wrong %s', (_sum, wrong, reason) =>
    given()
      .when(propose(LINES, { sums: { ...sumsOf(LINES), ...wrong } }))
      .then(refusal(reason)),
  );

  it.each([eur(9_99), eur(10_01)])('is refused for a line whose net is a cent off', (net) => {
    const wrong = [line(ONE, eur(10_00), { net })];
    given()
      .when(propose(wrong))
      .then(
        refusal(
          `Order ${ONE}: net is ${net.minorUnits === 999 ? '9,99' : '10,01'} EUR, ` +
            'gross less refunded less commission is 10,00 EUR.',
        ),
      );
  });

  it('is refused for a line whose commission is less than its VAT', () => {
    const wrong = [line(ONE, eur(10_00), { commission: eur(38), commissionVat: eur(39) })];
    given()
      .when(propose(wrong))
      .then(
        refusal(`Order ${ONE}: the VAT of the commission is 0,39 EUR, the commission 0,38 EUR.`),
      );
  });

  it('is refused for an order that stands twice', () =>
    given()
      .when(propose([...LINES, line(ONE, eur(1_00))]))
      .then(refusal(`Order ${ONE} has 2 lines, not 1.`)));

  it('names everything that is wrong', () =>
    given()
      .when(propose(LINES, { sums: { ...sumsOf(LINES), count: 1, net: eur(1) } }))
      .then(
        refusal(
          'The count is 1, the lines are 2.',
          'The sum of net is 0,01 EUR, the lines come to 598,10 EUR.',
        ),
      ));

  it('is refused, and never breaks, when the sums are beyond all money', () => {
    const huge = eur(Number.MAX_SAFE_INTEGER);
    const none = { refunded: huge, commission: huge, net: eur(0) };
    given()
      .when(propose([line(ONE, huge, none), line(TWO, huge, none)], { sums: sumsOf(LINES) }))
      .then(expect.objectContaining({ type: 'SettlementRefused' }));
  });

  it('changes nothing the second time', () => {
    given(...after(propose()))
      .when(propose(LINES, { at: '2026-02-01T00:00:00Z' }))
      .thenNothing();
    given(...after(propose(), acceptLine(ONE), acceptLine(TWO)))
      .when(propose())
      .thenNothing();
  });

  it('changes nothing when it was refused before', () => {
    const wrong = propose(LINES, { sums: { ...sumsOf(LINES), count: 3 } });
    given(...after(wrong))
      .when(wrong)
      .thenNothing();
  });

  it.each([
    ['another line', propose([line(ONE, eur(573_11))])],
    ['a wrong sum', propose(LINES, { sums: { ...sumsOf(LINES), count: 3 } })],
  ])('is refused when its id was used for %s', (_what, other) => {
    given(...after(other))
      .when(propose())
      .thenRejected('settlement-id-reused');
  });
});
