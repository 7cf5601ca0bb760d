import { startOfDay, z } from '@libs/kernel';
import type { Parameter, SetParameter } from './query.js';

/** Rows a page has at most, and when nothing is said. */
export const LIMIT_MAX = 100;
export const LIMIT_DEFAULT = 25;

const DateTime = z.iso.datetime({ offset: true });
const Day = z.iso.date();

/** A text that one of our searches, cursors or positions may be. */
export const textParameter = (
  description: string,
  {
    max,
    pattern,
    takes,
  }: { readonly max: number; readonly pattern: RegExp; readonly takes: string },
): Parameter<string> => ({
  isSet: false,
  description,
  schema: { type: 'string', maxLength: max, pattern: pattern.source },
  read: (text) => (text.length <= max && pattern.test(text) ? text : { wrong: `must be ${takes}` }),
});

/** One of a list of words. */
export const choice = <const Choice extends string>(
  description: string,
  choices: readonly Choice[],
): Parameter<Choice> => ({
  isSet: false,
  description,
  schema: { type: 'string', enum: [...choices] },
  read: (text) =>
    choices.find((each) => each === text) ?? { wrong: `must be one of ${choices.join(', ')}` },
});

/** Any of a list of words: `a,b`, or given several times. */
export const choices = <const Choice extends string>(
  description: string,
  members: readonly Choice[],
): SetParameter<Choice> => ({
  ...choice(description, members),
  isSet: true,
  schema: { type: 'array', items: { type: 'string', enum: [...members] } },
});

/** A whole number between two bounds, both included. */
export const wholeNumber = (
  description: string,
  { minimum, maximum }: { readonly minimum: number; readonly maximum: number },
): Parameter<number> => ({
  isSet: false,
  description,
  schema: { type: 'integer', minimum, maximum },
  read: (text) => {
    const value = /^-?\d{1,16}$/u.test(text) ? Number(text) : Number.NaN;
    return value >= minimum && value <= maximum
      ? value
      : { wrong: `must be a whole number from ${minimum} to ${maximum}` };
  },
});

/** A moment (RFC 3339), or a date: then the moment at which that day begins in Helsinki. */
export const moment = (description: string): Parameter<string> => ({
  isSet: false,
  description,
  schema: { type: 'string', anyOf: [{ format: 'date-time' }, { format: 'date' }] },
  read: (given) => {
    // A plus sign that was not encoded arrives as a space.
    const text = given.replace(/ (?=\d{2}:\d{2}$)/u, '+');
    const read = FOUR_DIGITS.test(text) ? momentOf(text) : undefined;
    return read !== undefined && DIGIT.test(read)
      ? read
      : { wrong: 'must be a date, or a date and time with its offset (RFC 3339)' };
  },
});

/** Years before 1000 or after 9999 would not sort as text, and some are no year at all. */
const FOUR_DIGITS = /^[1-9]\d{3}-/u;
/** An ISO moment outside the years 0 to 9999 begins with a sign. */
const DIGIT = /^\d/u;

function momentOf(text: string): string | undefined {
  if (Day.safeParse(text).success) return startOfDay(text);
  return DateTime.safeParse(text).success ? new Date(text).toISOString() : undefined;
}

/** What every `GET` takes. */
export const READING = {
  atLeast: textParameter(
    'A position that a command answered: waits, at most 5 s, until the view has come to it.',
    { max: 20, pattern: /^\d{20}$/u, takes: 'a position: 20 digits, as Extranet-Position tells' },
  ),
};

/** The second word that a change after all was sent needs. */
const force: Parameter<boolean> = {
  isSet: false,
  description: 'Means a change after all was sent.',
  schema: { type: 'boolean', default: false },
  read: (text) =>
    text === 'true' || text === 'false' ? text === 'true' : { wrong: 'takes true or false' },
};
export const FORCE = { force };

/** What every list takes besides. */
export const PAGING = {
  ...READING,
  limit: wholeNumber(`Rows a page; ${LIMIT_DEFAULT} when left out.`, {
    minimum: 1,
    maximum: LIMIT_MAX,
  }),
  cursor: textParameter('`next` or `prev` of another page of the same list.', {
    max: 2000,
    pattern: /^[A-Za-z0-9_-]+$/u,
    takes: 'a cursor as a page gave it',
  }),
};
