import type { CommandAnswer } from '@libs/kernel';

/** What goes back to another process: the answer, or the error as far as it can be written. */
export type Reply = { readonly answer: CommandAnswer } | { readonly error: PlainError };

interface PlainError {
  readonly name: string;
  readonly message: string;
  /** What the error carries besides: the command it is about, what was wrong. */
  readonly fields: object;
}

export const replyOf = (error: unknown): Reply => ({ error: plain(error) });

/** Errors are known by their names; a stack and a cause stay where they happened. */
function plain(error: unknown): PlainError {
  if (!(error instanceof Error)) return { name: 'Error', message: 'no error', fields: {} };
  const { name, message, stack: _stack, cause: _cause, ...fields } = error;
  return { name, message, fields };
}

/** The answer of a reply; fails with its error. */
export function answerIn(reply: Reply): CommandAnswer {
  if ('answer' in reply) return reply.answer;
  const { name, message, fields } = reply.error;
  throw Object.assign(new Error(message), fields, { name });
}
