const WAIT_MS_MAX = 30_000;
const LOOK_MS = 5;

/** Waits until something is true, at most 30 s unless told otherwise. */
export async function eventually(
  isTrue: () => boolean | Promise<boolean>,
  waitMsMax = WAIT_MS_MAX,
): Promise<void> {
  const endAt = performance.now() + waitMsMax;
  while (!(await isTrue())) {
    if (performance.now() > endAt) throw new Error('it did not come true in time');
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
