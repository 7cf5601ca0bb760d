/**
 * How long a spec waits, in ms, for what must come true, before it calls it missing. Nothing is
 * slower for it: only what never comes waits so long, and a machine full of other work gets there.
 */
export const PATIENCE_MS = 180_000;
const LOOK_MS = 5;

/** Waits until something is true, for as long as `PATIENCE_MS` unless told otherwise. */
export async function eventually(
  isTrue: () => boolean | Promise<boolean>,
  waitMsMax = PATIENCE_MS,
): Promise<void> {
  const endAt = performance.now() + waitMsMax;
  while (!(await isTrue())) {
    if (performance.now() > endAt) throw new Error('it did not come true in time');
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
