import { z } from '@libs/kernel';
import { InputRefused, type Secrets } from '@libs/platform';

const PURPOSE = 'cursor';

const Contents = z.strictObject({
  /** Sort value and id of the row that the page goes on after. */
  value: z.union([z.string(), z.number()]),
  id: z.string(),
  /** Where the page lies, seen from that row. */
  towards: z.enum(['next', 'prev']),
  /** Hash of merchant, filters and sort: a cursor belongs to one list only. */
  list: z.string(),
});
export type Cursor = z.infer<typeof Contents>;

/** An opaque, signed text for a place in a list. */
export const cursorText = (secrets: Secrets, cursor: Cursor): string =>
  Buffer.from(secrets.sign(PURPOSE, JSON.stringify(cursor))).toString('base64url');

/** What a cursor says. Fails with `InputRefused` when it is forged, or of another list. */
export function cursorIn(secrets: Secrets, text: string, list: string): Cursor {
  const signed = secrets.verify(PURPOSE, Buffer.from(text, 'base64url').toString());
  const cursor = signed === undefined ? undefined : Contents.parse(JSON.parse(signed));
  if (cursor?.list === list) return cursor;
  const detail = 'is not a cursor of this list with these filters; begin without one';
  throw new InputRefused([{ detail, pointer: '/cursor', in: 'query' }]);
}
