import type { Position, Recorded } from '@libs/kernel';
import { appendSurely } from './append-surely.js';
import { APPEND_BYTES_MAX, type EventStore } from './event-store.js';
import { pagesOf, runningDigest, type LogDigest } from './log-digest.js';

export interface LogCopying {
  readonly source: EventStore;
  readonly target: EventStore;
  /** The end of the source. */
  readonly head: Position;
  /**
   * Whether the target keeps the order of appends that are asked for in one turn, and writes all
   * of them or none; otherwise each waits for the one before.
   */
  readonly ordersTogether: boolean;
  /** Told how many events of the source are known to be in the target. */
  readonly onProgress: (events: number) => void;
}

/** The target holds something that is not the beginning of what is copied; nothing was added. */
export class TargetHoldsAnother extends Error {
  override readonly name = 'TargetHoldsAnother';
  constructor(readonly position: Position) {
    super(
      `the event store that is moved to holds other events (at ${position}): name one that is empty`,
    );
  }
}

/** So much shares a commit where appends are ordered together: less than a group of the adapter. */
const TOGETHER_MAX = 500;
const TOGETHER_CHARACTERS_MAX = 512 * 1024;
/** Events of one stream that follow each other share an append; a character has three bytes at most. */
const APPEND_CHARACTERS_MAX = APPEND_BYTES_MAX / 4;
const APPEND_EVENTS_MAX = 100;

/**
 * Appends the source's events to the target in their one order, with ids, data, metadata and
 * revisions as they are; what is there already is compared and passed over, so that it goes on
 * where it was. Answers what the source holds.
 */
export async function copyLog(copying: LogCopying): Promise<LogDigest> {
  const { source, target, head, onProgress } = copying;
  const there = eventsIn(target, await target.head());
  const digest = runningDigest();
  for await (const events of pagesOf(source, { to: head })) {
    const missing: Recorded[] = [];
    for (const event of events) {
      digest.add(event);
      const known = await there.next();
      if (known.done === true) missing.push(event);
      else if (!isSame(known.value, event)) throw new TargetHoldsAnother(known.value.position);
    }
    for (const together of portions(missing, copying)) await appendAll(target, together);
    onProgress(digest.digest().events);
  }
  const more = await there.next();
  if (more.done !== true) throw new TargetHoldsAnother(more.value.position);
  return digest.digest();
}

async function* eventsIn(store: EventStore, to: Position): AsyncGenerator<Recorded, undefined> {
  for await (const page of pagesOf(store, { to })) yield* page;
}

const isSame = (one: Recorded, other: Recorded): boolean =>
  one.id === other.id && one.stream === other.stream && one.revision === other.revision;

type Append = readonly [Recorded, ...Recorded[]];

const appendAll = (target: EventStore, appends: readonly Append[]): Promise<unknown> =>
  Promise.all(
    appends.map((events) => {
      const [{ stream, revision }] = events;
      const written = events.map(({ id, type, data, metadata }) => ({ id, type, data, metadata }));
      return appendSurely(target, { stream, expected: revision - 1, events: written });
    }),
  );

/** Appends that may be asked for in one turn: one, where the target promises no order. */
function* portions(
  events: readonly Recorded[],
  { ordersTogether }: LogCopying,
): Generator<readonly Append[]> {
  let portion: Append[] = [];
  let characters = 0;
  for (const append of appendsOf(events)) {
    const length = append.reduce((sum, event) => sum + lengthOf(event), 0);
    const isFull = portion.length >= (ordersTogether ? TOGETHER_MAX : 1);
    if (portion.length > 0 && (isFull || characters + length > TOGETHER_CHARACTERS_MAX)) {
      yield portion;
      [portion, characters] = [[], 0];
    }
    portion.push(append);
    characters += length;
  }
  if (portion.length > 0) yield portion;
}

/** Runs of events of one stream: one after another there, and in the one order. */
function* appendsOf(events: readonly Recorded[]): Generator<Append> {
  let run: [Recorded, ...Recorded[]] | undefined;
  let characters = 0;
  for (const event of events) {
    const length = lengthOf(event);
    const fits =
      run?.[0].stream === event.stream &&
      run.length < APPEND_EVENTS_MAX &&
      characters + length <= APPEND_CHARACTERS_MAX;
    if (run !== undefined && fits) {
      run.push(event);
      characters += length;
      continue;
    }
    if (run !== undefined) yield run;
    [run, characters] = [[event], length];
  }
  if (run !== undefined) yield run;
}

const lengthOf = ({ data, metadata }: Recorded): number =>
  JSON.stringify(data).length + JSON.stringify(metadata).length;
