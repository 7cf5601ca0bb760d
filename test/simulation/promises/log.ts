import { createHash } from 'node:crypto';
import { PAGE_MAX, START } from '@libs/event-store';
import { categoryOf, type Recorded } from '@libs/kernel';
import { canonicalJson } from '@libs/personal-data';
import type { Ports } from '@libs/platform';

/** What is looked at once the dust has settled. */
export interface Settled {
  readonly ports: Pick<Ports, 'store' | 'views'>;
}

/** The whole log; from the ports' store, with personal fields opened. */
export async function logOf({
  ports: { store },
}: {
  readonly ports: Pick<Ports, 'store'>;
}): Promise<readonly Recorded[]> {
  const events: Recorded[] = [];
  for (let after = START; ;) {
    const page = await store.readAll({ after, limit: PAGE_MAX });
    events.push(...page.events);
    after = page.position;
    if (page.isEnd) return events;
  }
}

/** The events of a category, stream by stream. */
export function streamsOf(
  log: readonly Recorded[],
  category: string,
): ReadonlyMap<string, readonly Recorded[]> {
  const streams = new Map<string, Recorded[]>();
  for (const event of log) {
    if (categoryOf(event.stream) !== category) continue;
    const stream = streams.get(event.stream);
    if (stream === undefined) streams.set(event.stream, [event]);
    else stream.push(event);
  }
  return streams;
}

/** The fields of an event that the contracts have checked. */
export const factsOf = ({ data }: Recorded): Readonly<Record<string, unknown>> =>
  data as Readonly<Record<string, unknown>>;

/** Minor units of a field, nothing where it is absent. */
export const unitsOf = (event: Recorded, field: string): number =>
  (factsOf(event)[field] as { readonly minorUnits: number } | undefined)?.minorUnits ?? 0;

/** A hash of all that happened, in its order; ids of events, which nobody chooses, aside. */
export function historyOf(log: readonly Recorded[]): string {
  const hash = createHash('sha256');
  for (const { stream, revision, type, data, metadata } of log) {
    const { actor, recordedAt } = metadata;
    hash.update(canonicalJson({ stream, revision, type, data, actor, recordedAt }));
  }
  return hash.digest('hex');
}
