import type { Texts } from '../http/language.js';

/** How one kind of problem is told: its status, and words with `{figures}` from the details. */
export interface ProblemText {
  readonly status: number;
  readonly title: Texts;
  readonly detail?: Texts;
  /** Seconds after which the same request may be sent again. */
  readonly retryAfterS?: number;
}

/** English, Finnish, Swedish. */
type Words = readonly [en: string, fi: string, sv: string];

/** One entry of a table of problems. */
export function told(
  status: number,
  title: Words,
  detail?: Words,
  retryAfterS?: number,
): ProblemText {
  return {
    status,
    title: textsOf(title),
    ...(detail !== undefined && { detail: textsOf(detail) }),
    ...(retryAfterS !== undefined && { retryAfterS }),
  };
}

const textsOf = ([en, fi, sv]: Words): Texts => ({ en, fi, sv });
