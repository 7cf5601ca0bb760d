import { setTimeout as sleep } from 'node:timers/promises';
import { ERASED } from '@libs/contracts';
import { assert, type AnyMessage, type Recorded } from '@libs/kernel';
import { EventStoreUnavailable, type EventStore, type NewEvent } from '@libs/event-store';
import { DESTROYED, type KeyRing, type SubjectKey, type SubjectKeys } from './key-ring.js';
import { KeyStoreUnavailable } from './key-store.js';
import { open, seal } from './sealer.js';
import { sealedShapesOf, type SealedShape, type SealedShapes } from './sealed-shapes.js';

/** Where the sealed fields of a stored event lie: in this field of its data, together. */
export const SEALED = '$sealed';

export interface SealingOptions {
  readonly keys: KeyRing;
  /** What is sealed; the contracts' marks unless told otherwise. */
  readonly shapes?: SealedShapes;
  /** Told how many events of a page read `erased` because their key was never there. */
  readonly onKeysMissing?: (eventCount: number) => void;
}

/**
 * The event store that services see: personal fields are sealed on the way in and opened on the
 * way out, so that the log holds none of them readable. What a destroyed key sealed reads
 * `erased`. A changed or moved seal fails with `SealBroken`.
 */
export function sealingEventStore(
  raw: EventStore,
  { keys, shapes = sealedShapesOf(), onKeysMissing }: SealingOptions,
): EventStore {
  const opened = (events: readonly Recorded[]) => openAll(events, keys, onKeysMissing);
  return {
    append: async (stream, expected, events) =>
      raw.append(stream, expected, await sealAll(stream, events, keys, shapes)),
    read: async (stream, from) => opened(await raw.read(stream, from)),
    readAll: async (query) => {
      const page = await raw.readAll(query);
      return { ...page, events: await opened(page.events) };
    },
    async *follow(query) {
      for await (const batch of raw.follow(query)) {
        const events = await patiently(() => opened(batch.events), query.signal);
        if (events === undefined) return;
        yield { ...batch, events };
      }
    },
    head: () => raw.head(),
    close: () => raw.close(),
  };
}

/** A stored event as those without keys may see it: its sealed fields read `erased`. */
export function dropSealed<Event extends AnyMessage>(event: Event): Event {
  const sealed = sealedIn(event);
  return sealed === undefined ? event : { ...event, data: erased(event.data, sealed) };
}

/** What stands in a stored event for its sealed fields. */
interface Sealed {
  /** `<kind>:<id>`: whose key. */
  readonly subject: string;
  readonly fields: readonly string[];
  /** Base64: format, nonce, the fields as one JSON object, tag. */
  readonly value: string;
}

async function sealAll(
  stream: string,
  events: readonly NewEvent[],
  keys: KeyRing,
  shapes: SealedShapes,
): Promise<readonly NewEvent[]> {
  const subjects = events.map((event) => subjectOf(event, shapes(stream, event.type)));
  const wanted = subjects.filter((subject) => subject !== undefined);
  if (wanted.length === 0) return events;
  const subjectKeys = await unlessAway(() => keys.ensure(wanted));
  return events.map((event, index) => {
    const subject = subjects[index];
    const shape = shapes(stream, event.type);
    if (subject === undefined || shape === undefined) return event;
    return sealEvent({ event, stream, subject, shape, key: subjectKeys.get(subject) });
  });
}

function subjectOf({ type, data }: AnyMessage, shape?: SealedShape): string | undefined {
  if (shape?.fields.every((field) => fieldOf(data, field) === undefined) ?? true) return undefined;
  assert(shape !== undefined, 'a shape names the subject');
  const subjectId = fieldOf(data, shape.idField);
  assert(typeof subjectId === 'string' && subjectId !== '', `${type} names its subject`);
  return `${shape.subject}:${subjectId}`;
}

function sealEvent({
  event,
  stream,
  subject,
  shape,
  key,
}: {
  readonly event: NewEvent;
  readonly stream: string;
  readonly subject: string;
  readonly shape: SealedShape;
  readonly key: SubjectKey | undefined;
}): NewEvent {
  assert(key !== undefined, 'a key is made before it is needed');
  const fields = shape.fields.filter((field) => fieldOf(event.data, field) !== undefined);
  // Nothing is kept of a subject that was erased: it could not be erased again.
  if (key === DESTROYED) return { ...event, data: { ...event.data, ...allErased(fields) } };
  const plain = Object.fromEntries(fields.map((field) => [field, fieldOf(event.data, field)]));
  const place = placeOf({ ...event, stream }, subject, fields);
  const value = base64(seal(key, Buffer.from(JSON.stringify(plain)), place));
  const data = Object.fromEntries(
    Object.entries(event.data).filter(([field]) => !fields.includes(field)),
  );
  return { ...event, data: { ...data, [SEALED]: { subject, fields, value } satisfies Sealed } };
}

async function openAll(
  events: readonly Recorded[],
  keys: KeyRing,
  onKeysMissing?: (eventCount: number) => void,
): Promise<readonly Recorded[]> {
  const seals = events.map(sealedIn);
  const subjects = seals.flatMap((sealed) => (sealed === undefined ? [] : [sealed.subject]));
  if (subjects.length === 0) return events;
  const subjectKeys = await unlessAway(() => keys.load(subjects));
  const missing = subjects.filter((subject) => !subjectKeys.has(subject)).length;
  if (missing > 0) onKeysMissing?.(missing);
  return events.map((event, index) => {
    const sealed = seals[index];
    return sealed === undefined ? event : openEvent(event, sealed, subjectKeys);
  });
}

function openEvent(event: Recorded, sealed: Sealed, keys: SubjectKeys): Recorded {
  const key = keys.get(sealed.subject);
  if (key === undefined || key === DESTROYED) return { ...event, data: erased(event.data, sealed) };
  const place = placeOf(event, sealed.subject, sealed.fields);
  const plain = open(key, Buffer.from(sealed.value, 'base64'), place).toString();
  return { ...event, data: Object.assign(withoutSeal(event.data), JSON.parse(plain)) };
}

/** What a seal is bound to: it opens in this event of this stream, and nowhere else. */
function placeOf(
  { id, stream, type }: Pick<Recorded, 'id' | 'stream' | 'type'>,
  subject: string,
  fields: readonly string[],
): string {
  return JSON.stringify([type, stream, id, subject, ...fields]);
}

function sealedIn({ type, data }: AnyMessage): Sealed | undefined {
  const sealed = fieldOf(data, SEALED);
  if (sealed === undefined) return undefined;
  assert(isSealed(sealed), `the sealed fields of ${type} are stored as they are made`);
  return sealed;
}

/** By hand and not by zod: a replay asks this of every order. */
function isSealed(sealed: unknown): sealed is Sealed {
  const { subject, fields, value } = sealed as Partial<Sealed>;
  return typeof subject === 'string' && typeof value === 'string' && Array.isArray(fields);
}

const erased = (data: object, { fields }: Sealed): object =>
  Object.assign(withoutSeal(data), allErased(fields));

/** A copy to write opened fields into. The seal is the last field: taking it off is cheap. */
function withoutSeal(data: object): object {
  const copy: Record<string, unknown> = { ...data };
  delete copy[SEALED];
  return copy;
}

const allErased = (fields: readonly string[]): object =>
  Object.fromEntries(fields.map((field) => [field, ERASED]));

const fieldOf = (data: object, field: string): unknown =>
  (data as Readonly<Record<string, unknown>>)[field];

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** A key store that is away is the event store's fault to its callers: nothing was written. */
async function unlessAway<Answer>(action: () => Promise<Answer>): Promise<Answer> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof KeyStoreUnavailable)) throw error;
    throw new EventStoreUnavailable('nothing-written', { cause: error });
  }
}

const PAUSE_MS_MAX = 1000;

/** Tries until the keys are there again or nobody follows any more, as `follow` promises. */
async function patiently<Answer>(
  action: () => Promise<Answer>,
  signal: AbortSignal,
): Promise<Answer | undefined> {
  for (let pauseMs = 10; !signal.aborted; pauseMs = Math.min(2 * pauseMs, PAUSE_MS_MAX))
    try {
      return await action();
    } catch (error) {
      if (!(error instanceof EventStoreUnavailable)) throw error;
      await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  return undefined;
}
