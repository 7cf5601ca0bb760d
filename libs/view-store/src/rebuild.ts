import { setImmediate, setTimeout } from 'node:timers/promises';
import { EventStoreUnavailable, type EventStore, type Page } from '@libs/event-store';
import type { AnyMessage, Position, Projection, Recorded } from '@libs/kernel';
import { concerned, foldInto, hold, takeChanges, type Held } from './fold.js';
import { NOWHERE, ViewBehind, ViewStoreUnavailable } from './view-store.js';
import type { OpenView, PinnedView, Rebuild } from './view-store.js';

/** Which view is built anew, from which events, and who hears of it. */
export interface Rebuilding<Document extends object, Event extends AnyMessage> {
  readonly store: Pick<EventStore, 'readAll' | 'head'>;
  readonly openView: OpenView<Document>;
  readonly projection: Projection<Document, Event>;
  readonly categories: readonly string[];
  /** Abandons the rebuild: the old version stays. */
  readonly signal?: AbortSignal;
  readonly pageMax?: number;
  /** So many documents are held in memory before they are saved. */
  readonly documentsMax?: number;
  /** Told after each page, and at the end. */
  readonly onProgress?: (progress: RebuildProgress) => void;
}

export interface RebuildProgress {
  readonly view: string;
  /** How many events were folded. */
  readonly events: number;
  readonly eventsPerSecond: number;
  readonly position: Position;
  readonly head: Position;
  /** How much of the log was read, from 0 to 1. */
  readonly ratio: number;
  /** The new version is the one that is read. */
  readonly isPublished: boolean;
}

/** Bigger pages live longer and cost the garbage collector more than they save. */
const PAGE = 512;
const DOCUMENTS_MAX = 30_000;
/** Documents saved in one step, so that the saves of other views come between. */
const SAVE_MAX = 2000;
const TRIES_MAX = 10;
const PAUSE_MIN_MS = 50;
const PAUSE_MAX_MS = 5000;
/** The view that is read moves on meanwhile: so often the new version catches up with it. */
const PUBLISH_MAX = 100;

/**
 * Builds a view anew beside the one that is read, and takes its place in one step once it has
 * seen as much. When it fails or is aborted, the old version stays and the new one is dropped.
 */
export async function rebuildView<Document extends object, Event extends AnyMessage>(
  rebuilding: Rebuilding<Document, Event>,
): Promise<RebuildProgress> {
  const rebuild = await rebuilding.openView.rebuild();
  const filling: Filling<Document> = {
    target: rebuild.target,
    held: new Map(),
    hasSaved: false,
    position: NOWHERE,
    events: 0,
    startedAt: performance.now(),
  };
  try {
    await fillAndPublish(rebuilding, rebuild, filling);
  } catch (error) {
    await rebuild.abandon().catch(() => undefined); // What stays of it goes at the next opening.
    throw error;
  }
  return told(rebuilding, filling, filling.position, true);
}

/** How far a rebuild has come. */
interface Filling<Document extends object> {
  readonly target: PinnedView<Document>;
  readonly held: Held<Document>;
  /** Whether the target has documents that are not held. */
  hasSaved: boolean;
  position: Position;
  events: number;
  readonly startedAt: number;
}

async function fillAndPublish<Document extends object, Event extends AnyMessage>(
  rebuilding: Rebuilding<Document, Event>,
  rebuild: Rebuild<Document>,
  filling: Filling<Document>,
): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    await fill(rebuilding, filling);
    await saveAll(filling);
    try {
      return await patiently(() => rebuild.publish());
    } catch (error) {
      if (!(error instanceof ViewBehind) || tries === PUBLISH_MAX) throw error;
    }
  }
}

/** Reads to the end of the log and folds each page. */
async function fill<Document extends object, Event extends AnyMessage>(
  rebuilding: Rebuilding<Document, Event>,
  filling: Filling<Document>,
): Promise<void> {
  const { store, projection, categories, signal, pageMax = PAGE } = rebuilding;
  const types = Object.keys(projection.on);
  for (let isEnd = false; !isEnd;) {
    signal?.throwIfAborted();
    const asked = { after: filling.position, categories, types, limit: pageMax };
    const page = await patiently(() => store.readAll(asked));
    ({ isEnd } = page);
    await foldPage(rebuilding, filling, page);
    told(rebuilding, filling, await store.head(), false);
    await setImmediate(); // Engines that answer at once must not keep everybody else waiting.
  }
}

async function foldPage<Document extends object, Event extends AnyMessage>(
  { projection, documentsMax = DOCUMENTS_MAX }: Rebuilding<Document, Event>,
  filling: Filling<Document>,
  page: Page,
): Promise<void> {
  const { held, target } = filling;
  // The filter lets through only what the projection has handlers for.
  const events = page.events as readonly Recorded<Event>[];
  if (filling.hasSaved) {
    const missing = concerned(projection, events).filter((id) => !held.has(id));
    hold(held, missing, await patiently(() => target.load(missing)));
  }
  foldInto(projection, held, events);
  filling.position = page.position;
  filling.events += events.length;
  if (held.size > documentsMax) await saveAll(filling);
}

/** Saves what is held and lets go of it. The position is saved with the last documents. */
async function saveAll<Document extends object>(filling: Filling<Document>): Promise<void> {
  const { target, held, position } = filling;
  const changes = takeChanges(held);
  held.clear();
  filling.hasSaved ||= changes.length > 0;
  for (let done = 0; done < changes.length; done += SAVE_MAX)
    await patiently(() => target.save(changes.slice(done, done + SAVE_MAX), NOWHERE));
  await patiently(() => target.save([], position));
}

function told<Document extends object, Event extends AnyMessage>(
  { projection, onProgress }: Rebuilding<Document, Event>,
  { position, events, startedAt }: Filling<Document>,
  head: Position,
  isPublished: boolean,
): RebuildProgress {
  const progress: RebuildProgress = {
    view: projection.name,
    events,
    eventsPerSecond: Math.round((1000 * events) / Math.max(1, performance.now() - startedAt)),
    position,
    head,
    ratio: ratioOf(position, head),
    isPublished,
  };
  onProgress?.(progress);
  return progress;
}

/** An estimate for people: positions may have gaps, and only here they are taken as numbers. */
const ratioOf = (position: Position, head: Position): number =>
  head <= position ? 1 : Number(position) / Number(head);

/** Waits out a fault, longer and longer, but not for ever. */
async function patiently<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 1, pauseMs = PAUSE_MIN_MS; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      const isFault =
        error instanceof ViewStoreUnavailable || error instanceof EventStoreUnavailable;
      if (!isFault || tries === TRIES_MAX) throw error;
    }
    await setTimeout(pauseMs);
    pauseMs = Math.min(2 * pauseMs, PAUSE_MAX_MS);
  }
}
