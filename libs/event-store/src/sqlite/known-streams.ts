import type { SqliteLog, StreamRow } from './sqlite-log.js';

/** Where streams in use stand, so that an append to one of them looks nothing up. */
export interface KnownStreams {
  /** Forgets all when another connection has written since; comes first in a transaction. */
  readonly refresh: () => void;
  readonly find: (name: string) => StreamRow | undefined;
  /** Keeps where a stream stands, once that is committed. */
  readonly keep: (name: string, row: StreamRow) => void;
}

/** The streams used last are kept: at least so many, and at most twice as many. */
const KEPT_MAX = 4096;

export function knownStreams(log: Pick<SqliteLog, 'stream' | 'othersVersion'>): KnownStreams {
  let version: number | undefined;
  let recent = new Map<string, StreamRow>();
  let older = new Map<string, StreamRow>();

  function keep(name: string, row: StreamRow): void {
    if (recent.size >= KEPT_MAX) {
      older = recent;
      recent = new Map();
    }
    recent.set(name, row);
  }

  return {
    keep,
    refresh: () => {
      const now = log.othersVersion();
      if (now === version) return;
      version = now;
      recent = new Map();
      older = new Map();
    },
    find: (name) => {
      const known = recent.get(name);
      if (known !== undefined) return known;
      const row = older.get(name) ?? log.stream(name);
      if (row !== undefined) keep(name, row);
      return row;
    },
  };
}
