import { plainReference, ReferenceNumber } from '@libs/kernel';

/** As a bank prints it: groups of five from the right. */
const PRINTED = /^\d{1,5}(?: \d{5})+$/u;
/** The international form; its groups of four begin from the left. */
const CREDITOR = /^RF\d{2}(?<national>(?: ?\d{1,4})+)$/iu;

/**
 * A search as the view keeps its words: a reference number is one word however it was printed,
 * and its leading zeros carry no meaning, however many were typed.
 */
export function searched(typed: string): string {
  const text = typed.trim().replace(/\s+/gu, ' ');
  const national = PRINTED.test(text) ? text : CREDITOR.exec(text)?.groups?.['national'];
  const joined = national?.replace(/ /gu, '');
  if (joined !== undefined && isReference(joined)) return plainReference(joined);
  return text
    .split(' ')
    .map((word) => (isReference(word) ? plainReference(word) : word))
    .join(' ');
}

const isReference = (text: string): boolean => ReferenceNumber.safeParse(text).success;
