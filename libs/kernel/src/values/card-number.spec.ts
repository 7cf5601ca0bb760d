import { holdsCardNumber, withoutCardNumbers } from './card-number.js';

describe('a card number in a text', () => {
  it.each([
    '4242424242424242',
    'Kortti 4242 4242 4242 4242 ei toimi',
    'soita 12 4242-4242-4242-4242.',
    '378282246310005',
    '5555555555554444',
    '2223003122003222',
    '30569309025904',
    '6011111111111117',
    '3530111333300000',
  ])('is found in %s', (text) => expect(holdsCardNumber(text)).toBe(true));

  it.each([
    ['a wrong check digit', '4242424242424241'],
    ['a digit more', '42424242424242420'],
    ['an EAN that has the check digit of a card', '4000000000006'],
    ['a reference number in twenty digits', '00000000000019985242'],
    ['a reference of ours', '11234567890123'],
    ['an IBAN', 'FI21 1234 5600 0007 85'],
    ['an IBAN without spaces', 'DE89370400440532013000'],
    ['a telephone number', '+358 40 123 4567'],
    ['a date and a sum', '2026-01-05 12:30, 573,10 EUR'],
    ['nothing', ''],
  ])('is not %s', (_what, text) => expect(holdsCardNumber(text)).toBe(false));

  it('is made unreadable but for its last four digits, and all else stays', () => {
    expect(withoutCardNumbers('Kortti 4242 4242 4242 4242, 2 kpl')).toBe(
      'Kortti **** **** **** 4242, 2 kpl',
    );
    expect(withoutCardNumbers('378282246310005 4242424242424242')).toBe(
      '***********0005 ************4242',
    );
    expect(withoutCardNumbers('FI2112345600000785')).toBe('FI2112345600000785');
  });
});
