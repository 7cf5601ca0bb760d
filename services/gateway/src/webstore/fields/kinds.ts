import { RowType } from '@libs/contracts';
import { longText, text, withoutCardNumbers, type Money, type z } from '@libs/kernel';
import { amountIn, AMOUNT_LENGTH_MAX, basisPointsIn, quantityIn } from '../wire/amount.js';
import { dateIn } from '../wire/message-date.js';
import type { Field } from './fields.js';

/** The same field where it may be missing. */
export const optional = <Value>(field: Field<Value>): Field<Value, false> => ({
  ...field,
  isRequired: false,
});

const required = <Value>(
  takes: string,
  max: number,
  read: (text: string) => Value | undefined,
): Field<Value, true> => ({ isRequired: true, min: 1, max, read, takes });

/** A line of text. */
export const line = (max: number): Field<string, true> =>
  matching(text(max), max, 'text without control characters');

/** Text of several lines. */
export const lines = (max: number): Field<string, true> =>
  matching(longText(max), max, 'text without control characters');

/** A line that people write: a card's number in it is made unreadable (domain: Card numbers). */
export const words = (max: number): Field<string, true> => withoutCards(line(max));

/** Lines that people write, in the same way. */
export const manyWords = (max: number): Field<string, true> => withoutCards(lines(max));

const withoutCards = (field: Field<string, true>): Field<string, true> => ({
  ...field,
  read: (given) => {
    const read = field.read(given);
    return read === undefined ? undefined : withoutCardNumbers(read);
  },
});

/** What a contract takes, as it is. */
export const matching = <Schema extends z.ZodType>(
  schema: Schema,
  max: number,
  takes: string,
): Field<z.output<Schema>, true> =>
  required(takes, max, (given): z.output<Schema> | undefined => schema.safeParse(given).data);

export const amount: Field<Money, true> = required(
  'an amount with a comma and at most two decimals, such as 200,00',
  AMOUNT_LENGTH_MAX,
  amountIn,
);

export const positiveAmount: Field<Money, true> = required(
  'an amount of more than nothing, with a comma and at most two decimals, such as 15,00',
  AMOUNT_LENGTH_MAX,
  (given) => {
    const read = amountIn(given);
    return read !== undefined && read.minorUnits > 0 ? read : undefined;
  },
);

/** A share of a hundred, in basis points. */
export const percent: Field<number, true> = required(
  'a percentage from 0,00 to 100,00',
  6,
  basisPointsIn,
);

export const quantity: Field<string, true> = required(
  'a quantity of more than nothing with at most three decimals, such as 1,5',
  10,
  (given) => {
    const read = quantityIn(given);
    return read !== undefined && /[1-9]/u.test(read) ? read : undefined;
  },
);

/** A day, as `2012-06-24`. */
export const date: Field<string, true> = required('a day such as 24.06.2012', 10, dateIn);

export const yesNo: Field<boolean, true> = required('Y or N', 1, (given) =>
  given === 'Y' ? true : given === 'N' ? false : undefined,
);

export const oneOf = <const Word extends string>(...words: readonly Word[]): Field<Word, true> =>
  required(words.join(' or '), Math.max(...words.map((word) => word.length)), (given) =>
    words.find((word) => word === given),
  );

/** An address that a browser can be sent to. */
export const webAddress: Field<string, true> = required(
  'an http or https address',
  200,
  (given) => {
    if (!/^https?:\/\/[^\s/]/iu.test(given) || !URL.canParse(given)) return undefined;
    const { username, password } = new URL(given);
    return username === '' && password === '' ? given : undefined;
  },
);

export const wholeNumber = (length: number): Field<number, true> =>
  required('a whole number', length, (given) => (/^\d+$/u.test(given) ? Number(given) : undefined));

/** What a row is, by its number (domain: Orders). */
export const rowType: Field<RowType, true> = required('a row type from 1 to 6', 5, (given) =>
  /^\d+$/u.test(given) ? RowType.safeParse(Number(given)).data : undefined,
);
