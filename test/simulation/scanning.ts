import { passesLuhn } from '@libs/kernel';
import { PERSONAL } from './people.js';

/**
 * Runs of 13 to 19 digits that pass the Luhn check. One in ten references does, by chance: those
 * that a run itself made are known, and nothing else is let through. Digits that letters run into
 * are a code's: a tracking code's, say.
 */
export const cardNumbersIn = (text: string, references: ReadonlySet<string>): readonly string[] =>
  [...text.matchAll(/(?<![\p{L}\d_])[1-9]\d{12,18}(?![\p{L}\d])/gu)]
    .map(([digits]) => digits)
    .filter((digits) => passesLuhn(digits) && !references.has(digits));

/** What of the generator's persons stands readable in a text, with the place around it. */
export function personalIn(text: string): readonly string[] {
  const found = new RegExp(PERSONAL.source, 'gu');
  return [...text.matchAll(found)].map(({ index }) =>
    text.slice(Math.max(0, index - AROUND), index + AROUND),
  );
}

const AROUND = 40;
