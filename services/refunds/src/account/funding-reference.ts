import { referenceOf, type ReferenceNumber, type RefundId } from '@libs/kernel';

/** Another reference is tried after a clash, at most so often. */
export const CANDIDATES_MAX = 5;

/** A number from 0 to `below - 1`, the same for the same text, that nobody can foresee. */
export type KeyedNumber = (text: string, below: bigint) => bigint;

/** Twelve digits of the hash after a 1, so that no reference begins with zeros. */
const BODIES = 10n ** 12n;

/**
 * The reference that a refund's transfer is to carry, made from the refund's id by a keyed hash:
 * a retry makes the same, and nobody guesses another's (domain: Refund after settlement). `clash`
 * counts those before it that were taken.
 */
export function candidateReference(
  refundId: RefundId,
  clash: number,
  numberOf: KeyedNumber,
): ReferenceNumber {
  return referenceOf(String(BODIES + numberOf(`${refundId}/${clash}`, BODIES)));
}
