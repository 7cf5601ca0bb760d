import {
  INSTITUTION,
  type CommandEnvelope,
  type Position,
  type Recorded,
  type Revision,
} from '@libs/kernel';

/** What a stream had come to when it was last read. */
export interface KnownStream<State> {
  readonly state: State;
  readonly owner: string;
  readonly last: { readonly revision: Revision; readonly position: Position };
  /** Every command that recorded anything in it. */
  readonly commandIds: ReadonlySet<string>;
}

/**
 * Remembers what long streams have come to, so that a command reads and folds only what is new: a
 * settlement of a thousand lines is asked a thousand times. Whatever is remembered was read from
 * the store, and an append still names the revision it was decided on.
 */
export interface LongStreams<State> {
  find(stream: string): KnownStream<State> | undefined;
  keep(stream: string, known: KnownStream<State>): void;
  forget(stream: string): void;
}

/** Shorter ones are read at once. */
const EVENTS_MIN = 50;
const STREAMS_MAX = 50;
/** States may hold opened personal fields: those that are erased meanwhile do not stay. */
const KEPT_MS_MAX = 30_000;

export function longStreams<State>(
  elapsedMs: () => number = () => performance.now(),
): LongStreams<State> {
  // A map keeps the order of insertion: its first entry is the one longest there.
  const kept = new Map<string, { readonly known: KnownStream<State>; readonly untilMs: number }>();
  return {
    find: (stream) => {
      const entry = kept.get(stream);
      if (entry === undefined || elapsedMs() < entry.untilMs) return entry?.known;
      kept.delete(stream);
      return undefined;
    },
    keep: (stream, known) => {
      if (known.last.revision + 1 < EVENTS_MIN) return;
      const untilMs = kept.get(stream)?.untilMs ?? elapsedMs() + KEPT_MS_MAX;
      kept.delete(stream);
      kept.set(stream, { known, untilMs });
      const [oldest] = kept.keys();
      if (kept.size > STREAMS_MAX && oldest !== undefined) kept.delete(oldest);
    },
    forget: (stream) => void kept.delete(stream),
  };
}

/** The ids of the commands behind some events, besides those known already. */
export function commandIdsIn(
  events: readonly Recorded[],
  before: ReadonlySet<string> = new Set(),
): ReadonlySet<string> {
  if (events.length === 0) return before;
  // The set before is given up: copying it for each command would cost the square of its size.
  const ids = before as Set<string>;
  for (const { metadata } of events) ids.add(metadata.commandId);
  return ids;
}

/** The owner's, new, and not stale: any other is answered from the whole history. */
export const isPlainWish = (
  { tenant, commandId, expectedRevision }: CommandEnvelope,
  { owner, commandIds, last }: KnownStream<unknown>,
): boolean =>
  (tenant === INSTITUTION || tenant === owner) &&
  !commandIds.has(commandId) &&
  (expectedRevision === undefined || expectedRevision === last.revision);

/** Where an event stands. */
export const placeOf = ({ revision, position }: Recorded): KnownStream<unknown>['last'] => ({
  revision,
  position,
});
