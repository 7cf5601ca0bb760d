/** Another connection writes: the same again, later. */
export const isBusy = (error: unknown): boolean => hasCode(error, ['SQLITE_BUSY', 'SQLITE_LOCKED']);

/** What is in the file is not to be read. */
export const isDamage = (error: unknown): boolean =>
  hasCode(error, ['SQLITE_CORRUPT', 'SQLITE_NOTADB']);

/** The disk, or the file on it, does not answer. */
export const isLoss = (error: unknown): boolean =>
  hasCode(error, [
    'SQLITE_IOERR',
    'SQLITE_FULL',
    'SQLITE_CANTOPEN',
    'SQLITE_READONLY',
    'SQLITE_NOMEM',
    'SQLITE_PERM',
    'SQLITE_PROTOCOL',
  ]);

/**
 * Extended codes go on after the plain one: `SQLITE_BUSY_SNAPSHOT`. Known by its shape, since the
 * driver's errors are of the class of whichever copy of it was loaded first.
 */
function hasCode(error: unknown, codes: readonly string[]): boolean {
  if (typeof error !== 'object' || error === null || !('code' in error)) return false;
  const { code: given } = error;
  return (
    typeof given === 'string' &&
    codes.some((code) => given === code || given.startsWith(`${code}_`))
  );
}
