import type { Named } from '../answers/timeline-names.js';
import { etagOf } from '../http/etag.js';
import { Problem } from '../problems/problem.js';
import type { Stale } from './accepted.js';

/** No more changes than this are told in a 412. */
const CHANGES_MAX = 50;

/** What has changed since the caller looked, by whom, and the ETag of now. */
export function staleProblem(
  { changes }: Pick<Stale, 'changes'>,
  revisions: Parameters<typeof etagOf>[0],
  named: (actor: Stale['changes'][number]['actor']) => Named,
): Problem {
  const etag = etagOf(revisions);
  return new Problem('revision-stale', {
    headers: { ETag: etag },
    extensions: {
      etag,
      changes: changes
        .slice(-CHANGES_MAX)
        .map(({ actor, ...change }) => ({ ...change, actor: named(actor) })),
    },
  });
}
