import { SellerId } from '@libs/kernel';
import { GUARANTEE, SELLER } from '@libs/testing';
import { termsOfStore } from './inspection-days.js';

describe('the terms of a web store', () => {
  const inspectionOf = [{ sellerId: SELLER, inspectionDays: 30 }];

  it('have its own inspection period, where one was agreed', () =>
    expect(termsOfStore({ terms: GUARANTEE, inspectionOf }, SELLER)).toEqual({
      ...GUARANTEE,
      inspectionDays: 30,
    }));

  it('are those of its company otherwise', () => {
    const other = SellerId.parse('another-store');
    expect(termsOfStore({ terms: GUARANTEE, inspectionOf }, other)).toBe(GUARANTEE);
    expect(termsOfStore({ terms: GUARANTEE }, SELLER)).toBe(GUARANTEE);
  });
});
