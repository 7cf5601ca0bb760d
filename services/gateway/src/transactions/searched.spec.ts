import { creditorReference, ReferenceNumber } from '@libs/kernel';
import { searched } from './searched.js';

describe('what is searched for', () => {
  it.each([
    ['19985242', '19985242'],
    ['00000000000019985242', '19985242'],
    ['199 85242', '19985242'],
    ['00000 00000 00199 85242', '19985242'],
    [creditorReference(ReferenceNumber.parse('19985242')), '19985242'],
    ['rf74 1998 5242', '19985242'],
    ['19985242 Meikäläinen', '19985242 Meikäläinen'],
    ['  Matti   Meikäläinen ', 'Matti Meikäläinen'],
    ['matti@example.com', 'matti@example.com'],
    ['0019985243', '0019985243'],
    ['1998524 1', '1998524 1'],
    ['', ''],
  ])('by %j is %j', (typed, found) => {
    expect(searched(typed)).toBe(found);
  });
});
