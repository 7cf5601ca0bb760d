import { cardNumbersIn } from './card-numbers.js';

describe('a card number', () => {
  it('is found wherever it stands', () =>
    expect(cardNumbersIn('{"note":"4242424242424242, or 378282246310005"}')).toEqual([
      '4242424242424242',
      '378282246310005',
    ]));

  it.each([
    ['a wrong check digit', '4242424242424243'],
    ['a reference of twenty digits', '00000666660000010007'],
    ['a position of the log, cut where a page ends', '00000000000000000'],
    ['an IBAN', 'FI7740123477777777'],
    ['twelve digits', '424242424242'],
  ])('is not %s', (_what, text) => expect(cardNumbersIn(text)).toEqual([]));
});
