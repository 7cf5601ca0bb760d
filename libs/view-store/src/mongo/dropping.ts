import type { Calls } from '@libs/mongo';
import { dispensable, forget, registry } from './catalog.js';
import { collectionOf } from './layout.js';

const DROP_AFTER_MS = 60_000;
/** What cannot be dropped so often, each time as much later, waits for the next opening. */
const TRIES_MAX = 5;

/** Drops the collections of versions that nobody reads any more, some time later. */
export interface Dropping {
  soon(view: string): void;
  /** Drops nothing more; what is left goes when the view is opened the next time. */
  end(): Promise<void>;
}

export function dropping(call: Calls, afterMs = DROP_AFTER_MS): Dropping {
  const timers = new Set<NodeJS.Timeout>();
  const running = new Set<Promise<void>>();
  const ending = { is: false };
  const run = (work: Promise<void>): void => {
    running.add(work);
    void work.then(() => running.delete(work));
  };
  const later = (view: string, versions: readonly string[], tries = 1): void => {
    if (versions.length === 0 || tries > TRIES_MAX || ending.is) return; // The next opening tries.
    const timer = setTimeout(() => {
      timers.delete(timer);
      run(dropEach(call, view, versions).then((left) => later(view, left, tries + 1)));
    }, afterMs);
    timers.add(timer.unref());
  };
  return {
    soon: (view) =>
      run(
        call((connection) => dispensable(registry(connection), view)).then(
          (versions) => later(view, versions),
          () => undefined, // The next opening looks again.
        ),
      ),
    end: async () => {
      ending.is = true;
      for (const timer of timers) clearTimeout(timer);
      await Promise.all(running);
    },
  };
}

/** Drops each version by itself, and answers those that could not be dropped. */
async function dropEach(
  call: Calls,
  view: string,
  versions: readonly string[],
): Promise<readonly string[]> {
  const left: string[] = [];
  for (const version of versions)
    await dropOne(call, view, version).catch(() => void left.push(version));
  return left;
}

async function dropOne(call: Calls, view: string, version: string): Promise<void> {
  await call((connection) =>
    connection.collection(collectionOf(view, version)).drop().catch(unlessGone),
  );
  await call((connection) => forget(registry(connection), view, [version]));
}

const NAMESPACE_NOT_FOUND = 26;

/** Some other drop was first; mongo-java-server says so in the words of MongoDB, without its code. */
function unlessGone(error: unknown): void {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  if (code !== NAMESPACE_NOT_FOUND && message !== 'ns not found') throw error;
}
