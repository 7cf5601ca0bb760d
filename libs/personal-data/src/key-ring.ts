import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { KeyStore, WrappedKey } from './key-store.js';
import { deriveKey, type MasterKey } from './master-key.js';
import { open, seal, SealBroken } from './sealer.js';

/** Opened keys of subjects, remembered for a while; the only place where a key is unwrapped. */
export interface KeyRing {
  /** The keys of subjects, made durably where there is none. */
  ensure(subjects: readonly string[]): Promise<SubjectKeys>;
  /** The keys of subjects; one that never had a key is missing in the answer. */
  load(subjects: readonly string[]): Promise<SubjectKeys>;
  /** Destroys a subject's key for ever: what it sealed reads `erased` from now on. */
  destroy(subject: string): Promise<void>;
}

export type SubjectKeys = ReadonlyMap<string, SubjectKey>;
export type SubjectKey = Uint8Array | typeof DESTROYED;
export const DESTROYED = 'destroyed';

/** At most this many opened keys are remembered, the longest unused forgotten first. */
export const OPENED_KEYS_MAX = 20_000;

/** How long another process's destroy may stay unseen here. */
export const STALE_MS_MAX = 60_000;

/** The keys were wrapped by another master key than the one given now. */
export class MasterKeyDiffers extends Error {
  override readonly name = 'MasterKeyDiffers';
  constructor() {
    super('the key store was made with another master key: bring back the one that belongs to it');
  }
}

export interface KeyRingOptions {
  readonly openedMax?: number;
  readonly staleMsMax?: number;
  /** A clock that only runs forward, in milliseconds. */
  readonly elapsedMs?: () => number;
}

export function keyRing(
  store: KeyStore,
  masterKey: MasterKey,
  { elapsedMs = () => performance.now(), ...options }: KeyRingOptions = {},
): KeyRing {
  const wrapping = deriveKey(masterKey, 'key-wrapping');
  const remembered = rememberedKeys({ elapsedMs, ...options });
  const remember = (subject: string, wrapped: WrappedKey): SubjectKey =>
    remembered.add(subject, unwrapped(wrapping, subject, wrapped));

  const load = async (subjects: readonly string[]): Promise<Map<string, SubjectKey>> => {
    const known = new Map<string, SubjectKey>();
    const unknown = new Set<string>();
    for (const subject of subjects) {
      const key = remembered.get(subject);
      if (key === undefined) unknown.add(subject);
      else known.set(subject, key);
    }
    if (unknown.size === 0) return known;
    for (const [subject, wrapped] of await store.load([...unknown]))
      known.set(subject, remember(subject, wrapped));
    return known;
  };

  const make = async (subject: string): Promise<readonly [string, SubjectKey]> => {
    const wrapped = seal(wrapping, randomBytes(KEY_BYTES), placeOf(subject));
    return [subject, remember(subject, await store.create(subject, wrapped))];
  };

  return {
    load,
    ensure: async (subjects) => {
      const known = await load(subjects);
      const missing = [...new Set(subjects)].filter((subject) => !known.has(subject));
      for (const [subject, key] of await Promise.all(missing.map(make))) known.set(subject, key);
      return known;
    },
    destroy: async (subject) => {
      await store.destroy(subject);
      remembered.add(subject, DESTROYED);
    },
  };
}

/** There is a log, and the keys of its personal data are not there: going on would lose them. */
export class KeysMissing extends Error {
  override readonly name = 'KeysMissing';
  constructor() {
    super('the key store is new beside a log that is not: bring back the keys that belong to it');
  }
}

/**
 * Fails with `MasterKeyDiffers` when the store's keys were wrapped by another master key, and
 * with `KeysMissing` when the store is new though it must not be.
 */
export async function checkMasterKey(
  store: KeyStore,
  masterKey: MasterKey,
  { mayBeNew }: { readonly mayBeNew: boolean },
): Promise<void> {
  if (!mayBeNew && !(await store.load([MASTER_KEY_CHECK])).has(MASTER_KEY_CHECK))
    throw new KeysMissing();
  try {
    await keyRing(store, masterKey).ensure([MASTER_KEY_CHECK]);
  } catch (error) {
    throw error instanceof SealBroken ? new MasterKeyDiffers() : error;
  }
}

/** The log is another one than the keys were made for: one of the two was swapped. */
export class KeysOfAnotherLog extends Error {
  override readonly name = 'KeysOfAnotherLog';
  constructor() {
    super('the keys belong to another log: bring together the log and the keys that were one');
  }
}

/**
 * Fails with `KeysOfAnotherLog` when the store's keys were made for another log than the one that
 * begins with this event. The first to ask leaves the mark that all later ones are held against.
 */
export async function checkLog(
  store: KeyStore,
  masterKey: MasterKey,
  firstEventId: string,
): Promise<void> {
  const wrapping = deriveKey(masterKey, 'key-wrapping');
  const mark = createHash('sha256').update(firstEventId).digest();
  const stays = await store.create(LOG, seal(wrapping, mark, placeOf(LOG)));
  const kept = unwrapped(wrapping, LOG, stays);
  if (kept === DESTROYED || !timingSafeEqual(kept, mark)) throw new KeysOfAnotherLog();
}

const KEY_BYTES = 32;

/** No subject's name: those have a kind that contracts know. */
export const MASTER_KEY_CHECK = 'master-key:check';
const LOG = 'master-key:log';

const placeOf = (subject: string): string => `the key of ${subject}`;

function unwrapped(wrapping: Uint8Array, subject: string, key: WrappedKey): SubjectKey {
  if (key.status === 'destroyed') return DESTROYED;
  return open(wrapping, key.wrapped, placeOf(subject));
}

interface RememberedKeys {
  get(subject: string): SubjectKey | undefined;
  /** Answers the key to use: a destroyed one stays destroyed, whatever was read before. */
  add(subject: string, key: SubjectKey): SubjectKey;
}

function rememberedKeys({
  openedMax = OPENED_KEYS_MAX,
  staleMsMax = STALE_MS_MAX,
  elapsedMs,
}: KeyRingOptions & { readonly elapsedMs: () => number }): RememberedKeys {
  // A map keeps the order of insertion: its first entry is the one longest unused.
  const entries = new Map<string, { readonly key: SubjectKey; readonly untilMs: number }>();
  return {
    get: (subject) => {
      const entry = entries.get(subject);
      if (entry === undefined) return undefined;
      entries.delete(subject);
      if (elapsedMs() > entry.untilMs) return undefined;
      entries.set(subject, entry);
      return entry.key;
    },
    add: (subject, key) => {
      if (key !== DESTROYED && entries.get(subject)?.key === DESTROYED) return DESTROYED;
      entries.delete(subject);
      entries.set(subject, {
        key,
        untilMs: key === DESTROYED ? Infinity : elapsedMs() + staleMsMax,
      });
      const [oldest] = entries.keys();
      if (entries.size > openedMax && oldest !== undefined) entries.delete(oldest);
      return key;
    },
  };
}
