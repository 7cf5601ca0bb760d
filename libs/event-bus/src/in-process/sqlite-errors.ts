/**
 * The code of an error that SQLite gave (`SQLITE_FULL`), known by its shape: the driver's native
 * part makes its errors with the class of whichever copy of the driver was loaded first, and a
 * test runner loads one for each file.
 */
export function sqliteCodeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  const { code } = error;
  return typeof code === 'string' && code.startsWith('SQLITE_') ? code : undefined;
}
