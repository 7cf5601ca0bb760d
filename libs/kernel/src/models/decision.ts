/** The answer to a command: facts to record, or the reason there are none. */
export type Decision<Event, Rejection> =
  | { readonly outcome: 'accepted'; readonly events: readonly Event[] }
  | { readonly outcome: 'rejected'; readonly rejection: Rejection };

/**
 * Why a wish was refused: a stable kebab-case code, and the figures that explain it.
 * `code` names the rule; `details` are plain values for the caller (money, names, dates).
 */
export interface Refusal<Code extends string = string> {
  readonly code: Code;
  readonly details?: Readonly<Record<string, unknown>>;
}

export const accept = <Event>(...events: Event[]): Decision<Event, never> => ({
  outcome: 'accepted',
  events,
});

export const reject = <const Code extends string>(
  code: Code,
  details?: Readonly<Record<string, unknown>>,
): Decision<never, Refusal<Code>> => ({
  outcome: 'rejected',
  rejection: details === undefined ? { code } : { code, details },
});
