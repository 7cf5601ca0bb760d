import { syncBuiltinESMExports } from 'node:module';
import timersPromises from 'node:timers/promises';
import type { Chance } from './chance.js';

/** What waits: for a moment, or for its turn among what may run at once. */
interface Waiting {
  readonly run: () => void;
  /** Of the time that is made here, in ms; absent: as soon as it is its turn. */
  readonly dueAt?: number;
}

/** A timer as Node hands it out: it can be let go of, which changes nothing here. */
interface Handle {
  waiting: Waiting;
  ref(): Handle;
  unref(): Handle;
  hasRef(): boolean;
}

const REAL = {
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
  setInterval: globalThis.setInterval,
  clearInterval: globalThis.clearInterval,
  setImmediate: globalThis.setImmediate,
  clearImmediate: globalThis.clearImmediate,
};
const REAL_PROMISES = {
  setTimeout: timersPromises.setTimeout,
  setImmediate: timersPromises.setImmediate,
};
/** What runs takes up to so long of the time that is made here, in µs. */
const STEP_US_MAX = 100;
/** A timer is late by up to so much, in µs. */
const LATE_US_MAX = 1000;
/** With nothing to run so often in a row, nobody will ever go on. */
const IDLE_TURNS_MAX = 1_000_000;

/**
 * Lets something run in a time of its own, and alone in its process: timers, pauses and turns come
 * in an order that follows from the chance, whatever the machine is busy with, and nobody really
 * waits. What runs reads and writes files at once or not at all.
 */
export async function inOwnTime<Outcome>(
  chance: Chance,
  action: () => Promise<Outcome>,
): Promise<Outcome> {
  const time = timeOf(chance);
  const restore = install(time);
  try {
    let isOver = false;
    const outcome = action().finally(() => (isOver = true));
    // It is awaited below, once it is over.
    outcome.catch(() => undefined);
    for (let idle = 0; !isOver;) {
      await new Promise<void>((resolve) => REAL.setImmediate(() => resolve()));
      idle = time.goOn() ? 0 : idle + 1;
      if (idle > IDLE_TURNS_MAX) throw new Error('nothing is left to run, and it is not over');
    }
    return await outcome;
  } finally {
    restore();
  }
}

type OwnTime = ReturnType<typeof timeOf>;

function timeOf(chance: Chance) {
  let now = 0;
  let timers: Waiting[] = [];
  let turns: Waiting[] = [];

  const at = (ms: number, run: () => void): Waiting => {
    const waiting = { run, dueAt: now + Math.max(1, ms) + chance.below(LATE_US_MAX) / 1000 };
    const place = timers.findIndex(({ dueAt = 0 }) => dueAt > waiting.dueAt);
    timers.splice(place === -1 ? timers.length : place, 0, waiting);
    return waiting;
  };
  const soon = (run: () => void): Waiting => {
    const waiting = { run };
    turns.push(waiting);
    return waiting;
  };
  const forget = (waiting: Waiting | undefined) => {
    timers = timers.filter((each) => each !== waiting);
    turns = turns.filter((each) => each !== waiting);
  };

  /** Runs what is next, if anything waits. */
  function goOn(): boolean {
    const [timer] = timers;
    const isDue = timer?.dueAt !== undefined && timer.dueAt <= now;
    const isTimers = turns.length === 0 || (isDue && chance.is(50));
    const next = isTimers ? timers.shift() : turns.shift();
    if (next === undefined) return false;
    now = Math.max(now, next.dueAt ?? 0) + chance.below(STEP_US_MAX) / 1000;
    next.run();
    return true;
  }

  return { now: () => now, at, soon, forget, goOn };
}

/** Puts the time in the place of Node's; answers how to take it away again. */
function install(time: OwnTime): () => void {
  const handleOf = (waiting: Waiting): Handle => {
    const handle: Handle = {
      waiting,
      ref: () => handle,
      unref: () => handle,
      hasRef: () => true,
    };
    return handle;
  };
  const clear = (handle: Handle | undefined) => time.forget(handle?.waiting);
  const globals = {
    setTimeout: (run: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) =>
      handleOf(time.at(ms, () => run(...given))),
    setInterval: (run: () => void, ms = 0) => {
      const again = () => {
        handle.waiting = time.at(ms, again);
        run();
      };
      const handle = handleOf(time.at(ms, again));
      return handle;
    },
    setImmediate: (run: (...given: unknown[]) => void, ...given: unknown[]) =>
      handleOf(time.soon(() => run(...given))),
    clearTimeout: clear,
    clearInterval: clear,
    clearImmediate: clear,
  };
  const promises = {
    setTimeout: (ms = 0, value?: unknown, { signal }: { readonly signal?: AbortSignal } = {}) =>
      pause((run) => time.at(ms, run), { forget: time.forget, value, signal }),
    setImmediate: (value?: unknown, { signal }: { readonly signal?: AbortSignal } = {}) =>
      pause(time.soon, { forget: time.forget, value, signal }),
  };
  Object.assign(globalThis, globals);
  Object.assign(timersPromises, promises);
  Object.defineProperty(performance, 'now', { value: time.now, configurable: true });
  syncBuiltinESMExports();
  return () => {
    Object.assign(globalThis, REAL);
    Object.assign(timersPromises, REAL_PROMISES);
    Reflect.deleteProperty(performance, 'now');
    syncBuiltinESMExports();
  };
}

interface Pausing {
  readonly forget: (waiting: Waiting) => void;
  readonly value: unknown;
  readonly signal: AbortSignal | undefined;
}

/** A pause that a signal ends, as Node's own is ended. */
function pause(
  begin: (run: () => void) => Waiting,
  { forget, value, signal }: Pausing,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = () =>
      reject(Object.assign(new Error('The operation was aborted'), { name: 'AbortError' }));
    if (signal?.aborted === true) return ended();
    const waiting = begin(() => {
      signal?.removeEventListener('abort', abort);
      resolve(value);
    });
    const abort = () => {
      forget(waiting);
      ended();
    };
    signal?.addEventListener('abort', abort, { once: true });
  });
}
