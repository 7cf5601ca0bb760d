/**
 * Are two plain values (what JSON can say) the same? The order of fields does not matter, and a
 * field that is `undefined` is a field that is not there.
 */
export function sameContents(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (!isNested(a) || !isNested(b) || Array.isArray(a) !== Array.isArray(b)) return false;
  const fields = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...fields].every((field) => sameContents(a[field], b[field]));
}

const isNested = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
