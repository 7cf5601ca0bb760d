import { setImmediate, setTimeout } from 'node:timers/promises';
import {
  EventStoreUnavailable,
  PositionBeyondEnd,
  type Batch,
  type EventStore,
} from '@libs/event-store';
import type { AnyMessage, Position, Projection, Recorded } from '@libs/kernel';
import { concerned, EventNotApplied, foldInto, hold, takeChanges, type Held } from './fold.js';
import { NOWHERE, ViewMoved, ViewStoreUnavailable } from './view-store.js';
import type { OpenView, PinnedView } from './view-store.js';

/** Which view follows which events, and who hears of it. */
export interface Projecting<Document extends object, Event extends AnyMessage> {
  readonly store: Pick<EventStore, 'follow' | 'head'>;
  readonly openView: OpenView<Document>;
  readonly projection: Projection<Document, Event>;
  /** The categories whose events are folded, of the types that the projection has handlers for. */
  readonly categories: readonly string[];
  /** Ends the projector after the batch in hand. */
  readonly signal: AbortSignal;
  readonly batchMax?: number;
  /** Told after each saved batch. */
  readonly onProgress?: (progress: ProjectorProgress) => void;
  /** Told of each fault that is waited out, and of what stopped the projector. */
  readonly onError?: (problem: ProjectorProblem) => void;
}

export interface ProjectorProgress {
  readonly view: string;
  readonly position: Position;
  readonly events: number;
  readonly documents: number;
  /** Everything recorded so far was seen. */
  readonly isCaughtUp: boolean;
  /** When the last event of the batch was recorded; absent when there was none for the view. */
  readonly recordedAt?: string;
}

export interface ProjectorProblem {
  readonly view: string;
  readonly error: Error;
  /** After how many milliseconds it tries again; absent when it has stopped. */
  readonly retryInMs?: number;
}

/** A running projector. */
export interface Projector {
  readonly view: string;
  /** Resolves, and never fails, when the projector has ended or stopped. */
  readonly ended: Promise<void>;
  state(): ProjectorState;
}

export interface ProjectorState {
  /**
   * `following`: what is recorded is soon seen; `waiting`: a fault is waited out; `stopped`: an
   * event cannot be applied, somebody must look; `ended`: the signal was aborted.
   */
  readonly status: 'catching-up' | 'following' | 'waiting' | 'stopped' | 'ended';
  readonly position: Position;
  /** Why it waits or has stopped. */
  readonly error?: Error;
}

/** Waits between tries grow from the one to the other. */
const RETRY_MIN_MS = 50;
const RETRY_MAX_MS = 10_000;
const BATCH_MAX = 1000;

/**
 * Keeps a view in step with the event store: folds each batch in memory and saves every
 * document once, with how far the view has come. It never skips an event: one that cannot be
 * applied stops it.
 */
export function runProjector<Document extends object, Event extends AnyMessage>(
  projecting: Projecting<Document, Event>,
): Projector {
  const view = projecting.projection.name;
  const progress: Run = { state: { status: 'catching-up', position: NOWHERE }, retryInMs: 0 };
  return { view, ended: run(projecting, progress), state: () => progress.state };
}

/** What changes while a projector runs. */
interface Run {
  state: ProjectorState;
  retryInMs: number;
}

async function run<Document extends object, Event extends AnyMessage>(
  projecting: Projecting<Document, Event>,
  running: Run,
): Promise<void> {
  while (!projecting.signal.aborted && running.state.status !== 'stopped') {
    running.retryInMs = Math.min(Math.max(RETRY_MIN_MS, 2 * running.retryInMs), RETRY_MAX_MS);
    try {
      await followPinned(projecting, running);
    } catch (error) {
      if (!(error instanceof ViewMoved)) await waitOrStop(projecting, running, asError(error));
    }
  }
  if (running.state.status !== 'stopped')
    running.state = { status: 'ended', position: running.state.position };
}

/** Follows the store for as long as the version of the view that is read now stays. */
async function followPinned<Document extends object, Event extends AnyMessage>(
  projecting: Projecting<Document, Event>,
  running: Run,
): Promise<void> {
  const { store, openView, projection, categories, signal, batchMax = BATCH_MAX } = projecting;
  const pinned = await openView.pinned();
  const after = await pinned.position();
  const head = await store.head();
  if (head < after) throw new PositionBeyondEnd(after, head);
  running.state = { status: 'catching-up', position: after };
  const types = Object.keys(projection.on);
  for await (const batch of store.follow({ after, categories, types, batchMax, signal })) {
    if (signal.aborted) return;
    const documents = await saveBatch(projection, pinned, running.state.position, batch);
    if (documents === undefined) return;
    running.retryInMs = 0;
    told(projecting, running, batch, documents);
    await setImmediate(); // Engines that answer at once must not keep everybody else waiting.
  }
}

/**
 * Folds and saves one batch; answers how many documents changed, or nothing when another
 * projector of the view has overtaken this one, whose batch then is old.
 */
async function saveBatch<Document extends object, Event extends AnyMessage>(
  projection: Projection<Document, Event>,
  pinned: PinnedView<Document>,
  from: Position,
  batch: Batch,
): Promise<number | undefined> {
  // The filter lets through only what the projection has handlers for.
  const events = batch.events as readonly Recorded<Event>[];
  if (events.length === 0 && batch.position === from) return 0;
  try {
    const held: Held<Document> = new Map();
    const ids = concerned(projection, events);
    hold(held, ids, ids.length === 0 ? new Map() : await pinned.load(ids));
    foldInto(projection, held, events);
    const changes = takeChanges(held);
    await pinned.save(changes, batch.position);
    return changes.length;
  } catch (error) {
    const isOvertaken = error instanceof EventNotApplied && (await pinned.position()) > from;
    if (isOvertaken) return undefined;
    throw error;
  }
}

function told<Document extends object, Event extends AnyMessage>(
  { projection, onProgress }: Projecting<Document, Event>,
  running: Run,
  { events, position, isCaughtUp }: Batch,
  documents: number,
): void {
  running.state = { status: isCaughtUp ? 'following' : 'catching-up', position };
  const recordedAt = events.at(-1)?.metadata.recordedAt;
  onProgress?.({
    view: projection.name,
    position,
    events: events.length,
    documents,
    isCaughtUp,
    ...(recordedAt !== undefined && { recordedAt }),
  });
}

async function waitOrStop<Document extends object, Event extends AnyMessage>(
  { projection, signal, onError }: Projecting<Document, Event>,
  running: Run,
  error: Error,
): Promise<void> {
  const { position } = running.state;
  const { retryInMs } = running;
  if (!isFault(error)) {
    running.state = { status: 'stopped', position, error };
    onError?.({ view: projection.name, error });
    return;
  }
  running.state = { status: 'waiting', position, error };
  onError?.({ view: projection.name, error, retryInMs });
  await setTimeout(retryInMs, undefined, { signal }).catch(() => undefined);
}

/** A lagging node of an engine may stand before what the view has seen: it is waited for. */
const isFault = (error: Error): boolean =>
  error instanceof ViewStoreUnavailable ||
  error instanceof EventStoreUnavailable ||
  error instanceof PositionBeyondEnd;

const asError = (error: unknown): Error =>
  error instanceof Error ? error : new Error(String(error));
