import { eur, NOTHING, type Money } from '@libs/kernel';
import { orderRefunds } from '../shown.fixtures.js';
import { refundOptionsAnswer } from './refund-options-answer.js';

const afterSettlement = (fundedFree: Money): string =>
  refundOptionsAnswer(orderRefunds({ settled: eur(573_10), fundedFree }), 'en').options[1]?.text ??
  '';

describe('what can be refunded after the settlement', () => {
  it('takes a transfer, and money that is left of an earlier one is named', () =>
    expect(afterSettlement(eur(30_00))).toMatch(/573,10 EUR.*up to 30,00 EUR needs no new/u));

  it('says nothing of money that is not there', () =>
    expect(afterSettlement(NOTHING)).toBe(
      'Up to 573,10 EUR can be refunded once you have transferred the sum.',
    ));
});
