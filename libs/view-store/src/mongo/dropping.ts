import type { Calls } from './connection.js';
import { dispensable, forget, registry } from './catalog.js';
import { collectionOf } from './layout.js';

const DROP_AFTER_MS = 60_000;

/** Drops the collections of versions that nobody reads any more, some time later. */
export interface Dropping {
  soon(view: string): void;
  /** Drops nothing more; what is left goes when the view is opened the next time. */
  end(): Promise<void>;
}

export function dropping(call: Calls, afterMs = DROP_AFTER_MS): Dropping {
  const timers = new Set<NodeJS.Timeout>();
  const running = new Set<Promise<void>>();
  const drop = (view: string, versions: readonly string[]): void => {
    const work = dropAll(call, view, versions).catch(() => undefined); // The next opening tries.
    running.add(work);
    void work.then(() => running.delete(work));
  };
  const later = (view: string, versions: readonly string[]): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      drop(view, versions);
    }, afterMs);
    timers.add(timer.unref());
  };
  return {
    soon: (view) => {
      const work = call((connection) => dispensable(registry(connection), view)).then(
        (versions) => {
          if (versions.length > 0) later(view, versions);
        },
        () => undefined, // The next opening looks again.
      );
      running.add(work);
      void work.then(() => running.delete(work));
    },
    end: async () => {
      await Promise.all(running);
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

async function dropAll(call: Calls, view: string, versions: readonly string[]): Promise<void> {
  for (const version of versions)
    await call((connection) =>
      connection.collection(collectionOf(view, version)).drop().catch(unlessGone),
    );
  await call((connection) => forget(registry(connection), view, versions));
}

const NAMESPACE_NOT_FOUND = 26;

function unlessGone(error: unknown): boolean {
  if ((error as { readonly code?: unknown }).code !== NAMESPACE_NOT_FOUND) throw error;
  return false;
}
