import { type RefundId, ReferenceNumber } from '@libs/kernel';
import { A, B } from './account.fixtures.js';
import { CANDIDATES_MAX, candidateReference, type KeyedNumber } from './funding-reference.js';

/** Stands for the keyed hash: any number that depends on the whole text. */
const numberOf: KeyedNumber = (text, below) =>
  [...text].reduce((left, letter) => left * 31n + BigInt(letter.charCodeAt(0)), 7n) % below;

const candidatesOf = (refundId: RefundId) =>
  Array.from({ length: CANDIDATES_MAX }, (_, clash) =>
    candidateReference(refundId, clash, numberOf),
  );

describe('the reference of a transfer', () => {
  it('is the same for the same refund', () => expect(candidatesOf(A)).toEqual(candidatesOf(A)));

  it('is another one after each clash, and for each refund', () =>
    expect(new Set([...candidatesOf(A), ...candidatesOf(B)]).size).toBe(2 * CANDIDATES_MAX));

  it('is a valid reference number of 14 digits without leading zeros', () => {
    for (const smallest of [0n, 10n ** 12n - 1n]) {
      const reference = candidateReference(A, 0, () => smallest);
      expect(ReferenceNumber.parse(reference)).toMatch(/^1\d{13}$/u);
    }
  });
});
