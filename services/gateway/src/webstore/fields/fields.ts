/** What is wrong with a message, as its answer tells it. */
export interface MessageError {
  readonly type: 'field' | 'general';
  readonly name: string;
  readonly text: string;
}

/** A field of a message: how long it may be, and what its text means. */
export interface Field<Value, Required extends boolean = boolean> {
  readonly isRequired: Required;
  readonly min: number;
  readonly max: number;
  /** The value; `undefined` when the text is none. */
  readonly read: (text: string) => Value | undefined;
  /** What it takes, in words. */
  readonly takes: string;
}

/** The fields of a message by name. */
export type Table = Readonly<Record<string, Field<unknown>>>;

/** What the texts of a message mean, by a table: one that may be missing may be `undefined`. */
export type Values<Fields extends Table> = {
  readonly [Name in keyof Fields]: Fields[Name] extends Field<infer Value, infer Required>
    ? Required extends true
      ? Value
      : Value | undefined
    : never;
};

export type Read<Value> =
  | { readonly values: Value; readonly errors?: never }
  | { readonly errors: readonly MessageError[]; readonly values?: never };

/**
 * Reads the fields of a table, and says of each one that is wrong what it takes. An empty field
 * is one that was not sent; what the table does not know is ignored. `suffix` is a row's number.
 */
export function readFields<Fields extends Table>(
  table: Fields,
  texts: ReadonlyMap<string, string>,
  suffix = '',
): Read<Values<Fields>> {
  const errors: MessageError[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(table)) {
    const full = `${name}${suffix}`;
    const text = (texts.get(full) ?? '').trim();
    const problem = problemOf(field, text);
    if (problem !== undefined) errors.push(fieldError(full, problem));
    else if (text !== '') values[name] = field.read(text);
  }
  // Each field of the table was read by its own rule, or is in the errors.
  return errors.length > 0 ? { errors } : { values: values as Values<Fields> };
}

function problemOf(field: Field<unknown>, text: string): string | undefined {
  if (text === '') return field.isRequired ? 'is missing' : undefined;
  const length = [...text].length;
  if (length < field.min) return `is shorter than ${field.min} characters`;
  if (length > field.max) return `is longer than ${field.max} characters`;
  return field.read(text) === undefined ? `must be ${field.takes}` : undefined;
}

/** A sentence about a field: its name is the subject. */
export const fieldError = (name: string, problem: string): MessageError => ({
  type: 'field',
  name,
  text: `${name} ${problem}`,
});

export const generalError = (name: string, text: string): MessageError => ({
  type: 'general',
  name,
  text,
});
