import type { InputProblem } from '@libs/platform';
import type { PROBLEM_TEXTS } from './problem-texts.js';

/** A stable name of what went wrong; a refusal of a decider is `<aggregate>.<rejection>`. */
export type ProblemCode = keyof typeof PROBLEM_TEXTS | `${string}.${string}`;

/** A step that does work where the asked one does not (ADR 18). */
export interface NextStep {
  readonly action: string;
  readonly href?: string;
  readonly body?: Readonly<Record<string, unknown>>;
}

/** What is special to this one time: which fields, which figures, what to do instead. */
export interface Particulars {
  readonly errors?: readonly InputProblem[];
  /** Figures of a refusal: they fill the text and are told as they are. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly nextStep?: NextStep;
  readonly headers?: Readonly<Record<string, string>>;
  /** Further members of the body: `changes` of a 412, `commandId` of a 504. */
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** A request ends here, and its caller is told why (RFC 9457). */
export class Problem extends Error {
  override readonly name = 'Problem';
  constructor(
    readonly code: ProblemCode,
    readonly particulars: Particulars = {},
    options?: ErrorOptions,
  ) {
    super(code, options);
  }
}
