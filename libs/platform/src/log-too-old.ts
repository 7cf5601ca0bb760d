import { NEWS_TOPICS } from '@libs/contracts';
import { EventBusUnavailable } from '@libs/event-bus';
import { START } from '@libs/event-store';
import type { Position } from '@libs/kernel';
import type { Ports } from './ports.js';

/**
 * The log ends before what a view, a group of the bus or a relay has seen of it: it was restored
 * from an older backup than they were. Going on would pass over all that is recorded until the
 * log is as long again, so views would be wrong and policies would miss news for ever.
 */
export class LogTooOld extends Error {
  override readonly name = 'LogTooOld';
  constructor(
    readonly follower: string,
    readonly seen: Position,
    readonly head: Position,
  ) {
    super(
      `the log ends at ${head}, but ${follower} has seen ${seen}: the log is older than what ` +
        'follows it. Bring the newer log back; where it is lost, take views and bus away as well: ' +
        'both are made anew from the log',
    );
  }
}

/** Something that follows the log, and how far it has come. */
export interface Follower {
  readonly name: string;
  readonly position: Position | undefined;
}

/** Fails with `LogTooOld` where one of them has seen more than there is. */
export async function assertNoneAhead(
  { store }: Pick<Ports, 'store'>,
  followers: readonly Follower[],
): Promise<void> {
  // Asked after the positions were read: they move on with the log.
  const head = await store.head();
  for (const { name, position = START } of followers)
    if (position > head) throw new LogTooOld(name, position, head);
}

/**
 * The groups that follow recorded events; those of the outside count their own messages. None are
 * known while the bus is away: that is no reason not to start.
 */
export async function newsGroups({ bus }: Pick<Ports, 'bus'>): Promise<readonly Follower[]> {
  const topics: readonly string[] = NEWS_TOPICS;
  const groups = await bus.progress().catch((error: unknown) => {
    if (error instanceof EventBusUnavailable) return [];
    throw error;
  });
  return groups
    .filter(({ topic }) => topics.includes(topic))
    .map(({ group, position }) => ({ name: `group ${group}`, position }));
}
