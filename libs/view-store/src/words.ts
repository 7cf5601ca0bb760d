/** A document keeps at most this many words, a search asks for at most `SEARCH_WORDS_MAX`. */
export const WORDS_MAX = 100;
export const SEARCH_WORDS_MAX = 8;
/** Longer words are cut, alike when they are saved and when they are asked for. */
export const WORD_LENGTH_MAX = 40;

/**
 * The words of a text as every engine saves and searches them: lower case, accents stripped
 * (ä and å are a, ö is o), split where there is neither letter nor digit.
 */
export function wordsOf(text: string): readonly string[] {
  const words = PLAIN.test(text)
    ? text.toLowerCase().split(BETWEEN_PLAIN_WORDS)
    : folded(text).split(BETWEEN_WORDS);
  return words.filter((word) => word !== '').map(cut);
}

/** The different words of some texts, at most `WORDS_MAX`. */
export const savedWords = (texts: readonly string[]): readonly string[] =>
  different(texts, WORDS_MAX);

/** The different words that a search asks for, at most `SEARCH_WORDS_MAX`. */
export const askedWords = (search: string): readonly string[] =>
  different([search], SEARCH_WORDS_MAX);

const BETWEEN_WORDS = /[^\p{L}\p{N}]+/u;
const MARKS = /\p{M}+/gu;
/** Most texts: what the long way does is done for them in a short one. */
const PLAIN = /^[\x20-\x7e]*$/;
const BETWEEN_PLAIN_WORDS = /[^a-z0-9]+/;
/** Letters that NFKD leaves whole, and that are still typed without their stroke. */
const UNDIVIDED = /[ßæœøđðłþς]/gu;
const SPELLED: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['ł', 'l'],
  ['þ', 'th'],
  ['ς', 'σ'],
]);

const cut = (word: string): string =>
  word.length > WORD_LENGTH_MAX ? word.slice(0, WORD_LENGTH_MAX) : word;

function folded(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .toLowerCase()
    .replace(MARKS, '')
    .replace(UNDIVIDED, (letter) => SPELLED.get(letter) ?? letter);
}

function different(texts: readonly string[], max: number): readonly string[] {
  const words = new Set<string>();
  for (const text of texts)
    for (const word of wordsOf(text)) {
      if (words.size === max) return [...words];
      words.add(word);
    }
  return [...words];
}
