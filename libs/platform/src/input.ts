import type { z } from '@libs/kernel';
import { wordsFor } from './input-words.js';

/** One thing that is wrong with what a caller sent, and where (RFC 6901, conventions section 1). */
export interface InputProblem {
  readonly detail: string;
  readonly pointer: string;
  /** Where the pointer points into; absent means the body. */
  readonly in?: 'query' | 'header';
}

/** What a caller sent is not what the contract says; nothing was read or written. */
export class InputRefused extends Error {
  override readonly name = 'InputRefused';
  constructor(readonly problems: readonly InputProblem[]) {
    super('the input is not what the contract says');
  }
}

/** The value as its contract reads it, or `InputRefused` with a pointer to each field. */
export function parsedInput<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  place?: 'query',
): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = inputProblems(parsed.error.issues);
  throw new InputRefused(
    place === undefined ? problems : problems.map((problem) => ({ ...problem, in: place })),
  );
}

/** The same issues as a caller reads them: one problem a field. */
export function inputProblems(issues: readonly z.core.$ZodIssue[]): readonly InputProblem[] {
  return issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({
          detail: 'is not a field here',
          pointer: pointerTo([...issue.path, key]),
        }))
      : [{ detail: wordsFor(issue), pointer: pointerTo(issue.path) }],
  );
}

/** An RFC 6901 pointer to a place in a JSON text. */
export const pointerTo = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replace(/~/gu, '~0').replace(/\//gu, '~1')}`).join('');
