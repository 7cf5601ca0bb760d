import { InputRefused, type Secrets } from '@libs/platform';
import { cursorIn, cursorText, type Cursor } from './cursor.js';

/** Signs in the plainest way: enough to tell what was signed from what was not. */
const secrets: Pick<Secrets, 'sign' | 'verify'> = {
  sign: (purpose, text) => `${purpose}!${text}`,
  verify: (purpose, signed) =>
    signed.startsWith(`${purpose}!`) ? signed.slice(purpose.length + 1) : undefined,
};
const cursor: Cursor = { value: 'Ä 1', id: 'a', towards: 'next', list: 'list-1' };

describe('a cursor', () => {
  const text = cursorText(secrets as Secrets, cursor);

  it('is opaque, fits in a URL, and says what was put into it', () => {
    expect(text).toMatch(/^[A-Za-z0-9_-]+$/u);
    expect(cursorIn(secrets as Secrets, text, 'list-1')).toEqual(cursor);
  });

  it('is refused when it is forged', () => {
    const forged = Buffer.from(JSON.stringify(cursor)).toString('base64url');
    expect(() => cursorIn(secrets as Secrets, forged, 'list-1')).toThrow(InputRefused);
  });

  it('is refused in another list', () => {
    expect(() => cursorIn(secrets as Secrets, text, 'list-2')).toThrow(InputRefused);
  });
});
