/** The charsets that a message may be written in (domain: Webstore API). */
export const CHARSETS = ['UTF-8', 'ISO-8859-1', 'ISO-8859-15'] as const;
export type Charset = (typeof CHARSETS)[number];

/** The charset that a name means, however it is written; `undefined` for any other one. */
export function charsetNamed(name: string): Charset | undefined {
  const plain = name.toUpperCase().replace(/[^A-Z0-9]/gu, '');
  return CHARSETS.find((charset) => charset.replaceAll('-', '') === plain);
}

/** The text that bytes mean; `undefined` where they mean none, which only UTF-8 knows. */
export function decoded(bytes: Uint8Array, charset: Charset): string | undefined {
  switch (charset) {
    case 'UTF-8':
      return decodedUtf8(bytes);
    case 'ISO-8859-1':
      return latin(bytes);
    case 'ISO-8859-15':
      return latin(bytes).replace(IN_LATIN_1, (character) => LATIN_9.get(character) ?? character);
  }
}

/** The bytes of a text; `undefined` where the charset cannot carry it. */
export function encoded(text: string, charset: Charset): Buffer | undefined {
  switch (charset) {
    case 'UTF-8':
      return /\p{Cs}/u.test(text) ? undefined : Buffer.from(text, 'utf8');
    case 'ISO-8859-1':
      return encodedLatin(text);
    case 'ISO-8859-15':
      return text.search(IN_LATIN_1) >= 0
        ? undefined
        : encodedLatin(text.replace(IN_LATIN_9, (character) => LATIN_1.get(character) ?? ''));
  }
}

/** The bytes of a text, with `?` for what the charset cannot carry: for files, never for hashes. */
export const encodedRoughly = (text: string, charset: Charset): Buffer =>
  encoded(text, charset) ??
  Buffer.concat([...text].map((character) => encoded(character, charset) ?? Buffer.from('?')));

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decodedUtf8(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Each byte is the character of its number; the platform's decoder reads Windows' letters here. */
const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

const encodedLatin = (text: string): Buffer | undefined =>
  /^[\0-\xff]*$/u.test(text) ? Buffer.from(text, 'latin1') : undefined;

/** What stands in ISO-8859-15 at the places of eight characters of ISO-8859-1. */
const DIFFERING = [
  ['¤', '€'],
  ['¦', 'Š'],
  ['¨', 'š'],
  ['´', 'Ž'],
  ['¸', 'ž'],
  ['¼', 'Œ'],
  ['½', 'œ'],
  ['¾', 'Ÿ'],
] as const;
const LATIN_9: ReadonlyMap<string, string> = new Map(DIFFERING);
const LATIN_1: ReadonlyMap<string, string> = new Map(DIFFERING.map(([one, nine]) => [nine, one]));
const IN_LATIN_1 = /[¤¦¨´¸¼½¾]/gu;
const IN_LATIN_9 = /[€ŠšŽžŒœŸ]/gu;
