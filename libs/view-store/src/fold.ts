import {
  AssertionError,
  project,
  type AnyMessage,
  type Position,
  type Projection,
  type Recorded,
} from '@libs/kernel';
import { NOWHERE, type Change, type Saved } from './view-store.js';

/** Documents held in memory while events are folded into them, by id. */
export type Held<Document> = Map<string, HeldDocument<Document>>;

export interface HeldDocument<Document> {
  document: Document | undefined;
  /** The position of the last event folded into it. */
  position: Position;
  /** Whether it is to be saved. */
  isChanged: boolean;
}

/** The ids of the documents that some events concern; each is told once. */
export function concerned<Document, Event extends AnyMessage>(
  projection: Projection<Document, Event>,
  events: readonly Recorded<Event>[],
): readonly string[] {
  const ids = new Set<string>();
  for (const event of events)
    try {
      ids.add(projection.documentId(event));
    } catch (error) {
      throw new EventNotApplied(projection.name, event, error);
    }
  return [...ids];
}

/** Puts documents as they were saved, or as missing, where nothing is held yet. */
export function hold<Document>(
  held: Held<Document>,
  ids: readonly string[],
  saved: ReadonlyMap<string, Saved<Document>>,
): void {
  for (const id of ids) {
    if (held.has(id)) continue;
    const { document, position } = saved.get(id) ?? { document: undefined, position: NOWHERE };
    held.set(id, { document, position, isChanged: false });
  }
}

/**
 * Folds events into the held documents, in order. An event at or before the position of its
 * document changes nothing. Fails with `EventNotApplied` where a handler fails.
 */
export function foldInto<Document, Event extends AnyMessage>(
  projection: Projection<Document, Event>,
  held: Held<Document>,
  events: readonly Recorded<Event>[],
): void {
  for (const event of events)
    try {
      foldOne(projection, held, event);
    } catch (error) {
      throw new EventNotApplied(projection.name, event, error);
    }
}

/** What is to be saved; afterwards nothing is. */
export function takeChanges<Document>(held: Held<Document>): readonly Change<Document>[] {
  const changes: Change<Document>[] = [];
  for (const [id, current] of held) {
    if (!current.isChanged) continue;
    current.isChanged = false;
    changes.push({ id, document: current.document, position: current.position });
  }
  return changes;
}

/** A projection could not take an event: a bug of ours. Says which event, never what is in it. */
export class EventNotApplied extends Error {
  override readonly name = 'EventNotApplied';
  readonly eventId: string;
  readonly type: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
  constructor(
    readonly view: string,
    { id, type, stream, revision, position }: Recorded,
    why: unknown,
  ) {
    super(
      `view ${view} cannot apply ${type} ${id} (${stream}, revision ${revision}, ` +
        `position ${position}): ${reason(why)}`,
    );
    this.eventId = id;
    this.type = type;
    this.stream = stream;
    this.revision = revision;
    this.position = position;
  }
}

function foldOne<Document, Event extends AnyMessage>(
  projection: Projection<Document, Event>,
  held: Held<Document>,
  event: Recorded<Event>,
): void {
  const current = heldFor(held, projection.documentId(event));
  if (event.position <= current.position) return;
  const next = project(projection, current.document, event);
  if (next === current.document) return;
  current.document = next;
  current.position = event.position;
  current.isChanged = true;
}

function heldFor<Document>(held: Held<Document>, id: string): HeldDocument<Document> {
  const current = held.get(id);
  if (current !== undefined) return current;
  const missing = { document: undefined, position: NOWHERE, isChanged: false };
  held.set(id, missing);
  return missing;
}

/** Our own assertions hold no data; another error's message may, so only its name is told. */
const reason = (why: unknown): string => {
  if (why instanceof AssertionError) return why.message;
  return why instanceof Error ? why.name : 'unknown';
};
