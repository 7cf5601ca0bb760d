import { InputRefused } from '@libs/platform';

/** A structured-field string: printable ASCII in quotes, `\"` and `\\` escaped (RFC 8941). */
const QUOTED = /^"(?<text>(?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"$/u;
const BARE = /^[\x21\x23-\x7e]+$/u;
const KEY_MAX = 255;

/**
 * What an `Idempotency-Key` says, quoted or bare, 1 to 255 characters; the same key in both
 * forms is one key. Fails with `InputRefused` when it is missing or malformed.
 */
export function keyIn(header: string | readonly string[] | undefined): string {
  if (header === undefined) throw refused('is required here: "a key of your own"');
  const given = typeof header === 'string' ? header.trim() : '';
  const quoted = QUOTED.exec(given)?.groups?.['text'];
  const key = quoted?.replace(/\\(["\\])/gu, '$1') ?? (BARE.test(given) ? given : '');
  if (key.trim() === '' || key.length > KEY_MAX)
    throw refused(`must be one quoted string of 1 to ${KEY_MAX} visible characters`);
  return key;
}

const refused = (detail: string): InputRefused =>
  new InputRefused([{ detail, pointer: '/Idempotency-Key', in: 'header' }]);
