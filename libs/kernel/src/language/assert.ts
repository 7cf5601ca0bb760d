/** States what must be true here. A failure is our bug, never the caller's mistake. */
export function assert(condition: boolean, invariant: string): asserts condition {
  if (!condition) throw new AssertionError(invariant);
}

/** A bug of ours: an impossible history or a broken invariant. Nobody catches it to go on. */
export class AssertionError extends Error {
  override readonly name = 'AssertionError';
}
