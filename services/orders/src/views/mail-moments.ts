import { NEVER_DUE } from '@libs/contracts';
import { hoursAfter, type Timestamp } from '@libs/kernel';

/** Where the ends of what waits lie: what the sending of mails looks for. */
export function momentsOf(mails: readonly { readonly dueAt: Timestamp }[]): {
  readonly dueAt: Timestamp;
  readonly lastDueAt?: Timestamp;
} {
  // With milliseconds, so that they sort as text.
  const moments = mails.map(({ dueAt }) => hoursAfter(dueAt, 0)).sort();
  const lastDueAt = moments.at(-1);
  return { dueAt: moments[0] ?? NEVER_DUE, ...(lastDueAt !== undefined && { lastDueAt }) };
}
