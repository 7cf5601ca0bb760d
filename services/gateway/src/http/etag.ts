import { InputRefused } from '@libs/platform';

/** Revisions of the streams a resource shows, by stream: `{ order: 3, account: 7 }`. */
export type Revisions = Readonly<Record<string, number | undefined>>;

const PART = '[a-z][A-Za-z-]*(?:\\.[A-Za-z0-9_-]+)?\\.\\d{1,15}';
const ETAG = new RegExp(`^"(?<parts>${PART}(?:,${PART})*)"$`, 'u');

/** A strong ETag that names each stream's revision: `"order.3,account.7"`. */
export function etagOf(revisions: Revisions): string {
  const parts = Object.entries(revisions).filter(([, revision]) => revision !== undefined);
  return `"${parts.map(([stream, revision]) => `${stream}.${revision}`).join(',')}"`;
}

/**
 * The revision that `If-Match` names for one stream: `undefined` without the header, -1 where
 * the header speaks of other streams only. Fails with `InputRefused` when it is malformed.
 */
export function revisionIn(ifMatch: string | undefined, stream: string): number | undefined {
  if (ifMatch === undefined) return undefined;
  const parts = ETAG.exec(ifMatch.trim())?.groups?.['parts'];
  if (parts === undefined) throw malformed();
  const own = parts.split(',').filter((each) => each.startsWith(`${stream}.`));
  const [part, ...others] = own;
  // Two revisions of one stream were never answered: whichever were taken could be the wrong one.
  if (others.length > 0) throw malformed();
  return part === undefined ? -1 : Number(part.slice(stream.length + 1));
}

/** Whether a text could be an `If-Match` for a stream, as `revisionIn` takes it. */
export function isIfMatch(text: string, stream: string): boolean {
  try {
    revisionIn(text, stream);
    return true;
  } catch {
    return false;
  }
}

/** Whether `If-None-Match` names this very ETag (compared weakly, RFC 9110, 13.1.2). */
export function isNoneMatch(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch.includes(etag) && tagsIn(ifNoneMatch).includes(etag);
}

const tagsIn = (list: string): readonly string[] => list.match(/"[^"]*"/gu) ?? [];

const malformed = (): InputRefused =>
  new InputRefused([
    {
      detail: 'must be one strong ETag as answered by a resource, such as "order.3,account.7"',
      pointer: '/If-Match',
      in: 'header',
    },
  ]);
