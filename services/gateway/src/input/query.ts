import { InputRefused, type InputProblem } from '@libs/platform';

/** One parameter of a query: how it reads, and how it is documented. */
export interface Parameter<Value> {
  /** The value, or what is wrong with it in words. */
  readonly read: (text: string) => Value | Wrong;
  /** True when it may be given several times, or as a list with commas. */
  readonly isSet: boolean;
  readonly description: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

export interface Wrong {
  readonly wrong: string;
}

type Parameters = Readonly<Record<string, Parameter<unknown>>>;

/** What a query says: each parameter that is there, sets as lists. */
export type Query<Table extends Parameters> = {
  readonly [Name in keyof Table]?: Table[Name] extends SetParameter<infer Member>
    ? readonly Member[]
    : Table[Name] extends Parameter<infer Value>
      ? Value
      : never;
};

export type SetParameter<Member> = Parameter<Member> & { readonly isSet: true };

/** More values than this in one set are not taken. */
const SET_MAX = 50;

/** Reads a query by its table; fails with `InputRefused` naming every parameter that is wrong. */
export function queryIn<Table extends Parameters>(table: Table, given: unknown): Query<Table> {
  const read: Record<string, unknown> = {};
  const problems: InputProblem[] = [];
  for (const [name, value] of Object.entries(given as Readonly<Record<string, unknown>>)) {
    const result = valueOf(Object.hasOwn(table, name) ? table[name] : undefined, value);
    if (isWrong(result))
      problems.push({ detail: result.wrong, pointer: `/${pointed(name)}`, in: 'query' });
    else read[name] = result;
  }
  if (problems.length > 0) throw new InputRefused(problems);
  return read as Query<Table>;
}

function valueOf(parameter: Parameter<unknown> | undefined, value: unknown): unknown {
  if (parameter === undefined) return { wrong: 'is not a parameter here' };
  const texts = [value].flat().map(String);
  if (parameter.isSet) return setOf(parameter, texts);
  const [only, ...others] = texts;
  if (only === undefined || others.length > 0) return { wrong: 'is given more than once' };
  return parameter.read(only);
}

function setOf({ read }: Parameter<unknown>, texts: readonly string[]): unknown {
  const members = [...new Set(texts.flatMap((text) => text.split(',')))];
  if (members.length > SET_MAX) return { wrong: `takes at most ${SET_MAX} values` };
  const values = members.map(read);
  return values.find(isWrong) ?? values;
}

const isWrong = (value: unknown): value is Wrong =>
  typeof value === 'object' && value !== null && 'wrong' in value;

const pointed = (name: string): string => name.replace(/~/gu, '~0').replace(/\//gu, '~1');
