import type { Position } from '@libs/kernel';
import type { RelayPositions } from '../relay.js';
import type { BusFile } from './bus-file.js';

/** How far groups and relays have come, saved in batches: a lost one only repeats. */
export interface SavedPositions {
  of(owner: string, topic: string): SavedPosition;
  readonly ofRelays: RelayPositions;
  /** Saves all that moved, in one small transaction. */
  flush(): void;
  close(): void;
}

export interface SavedPosition {
  /** The last one; `undefined` for an owner that never had one. */
  load(): Position | undefined;
  /** Saves at once: where a new group begins is decided once. */
  begin(position: Position): void;
  /** Remembers to save. */
  move(position: Position): void;
}

export interface SavedPositionsOptions {
  readonly file: BusFile;
  readonly clock: { now(): string };
  readonly saveEveryMs: number;
  readonly onFault: (error: unknown) => void;
  /** What could not be saved is. */
  readonly onFaultOver: () => void;
  readonly onSaved: (moved: readonly Moved[]) => void;
}

export interface Moved {
  readonly owner: string;
  readonly topic: string;
  readonly position: Position;
}

/** Stands for the topic of those who carry messages to one. */
const RELAYS = '(relay)';
const RETRY_MS = 1000;

export function savedPositions(options: SavedPositionsOptions): SavedPositions {
  const { file, clock, saveEveryMs, onFault, onFaultOver, onSaved } = options;
  const unsaved = new Map<SavedPosition, Moved>();
  const relays = new Map<string, SavedPosition>();
  let timer: NodeJS.Timeout | undefined;

  return {
    of,
    ofRelays: {
      load: (name) => Promise.resolve(relay(name).load()),
      save: (name, position) => Promise.resolve(relay(name).move(position)),
    },
    flush,
    close: () => clearTimeout(timer),
  };

  function of(owner: string, topic: string): SavedPosition {
    const saved: SavedPosition = {
      load: () => unsaved.get(saved)?.position ?? load(file, owner, topic),
      begin: (position) => save([{ owner, topic, position }]),
      move: (position) => {
        unsaved.set(saved, { owner, topic, position });
        timer ??= setTimeout(flushLater, saveEveryMs);
      },
    };
    return saved;
  }

  function relay(name: string): SavedPosition {
    const saved = relays.get(name) ?? of(name, RELAYS);
    relays.set(name, saved);
    return saved;
  }

  function flushLater(isAgain = false): void {
    try {
      flush();
      if (isAgain) onFaultOver();
    } catch (error) {
      onFault(error);
      timer = setTimeout(flushLater, RETRY_MS, true);
    }
  }

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    if (unsaved.size === 0) return;
    const moved = [...unsaved.values()];
    save(moved);
    unsaved.clear();
    onSaved(moved);
  }

  function save(moved: readonly Moved[]): void {
    const now = clock.now();
    file.quickly((connection) => {
      const upsert = connection.prepare(UPSERT);
      connection.transaction(() => {
        for (const { owner, topic, position } of moved) upsert.run(owner, topic, position, now);
      })();
    });
  }
}

function load(file: BusFile, owner: string, topic: string): Position | undefined {
  return file.quickly((connection) =>
    connection.prepare<[string, string], Position>(SELECT).pluck().get(owner, topic),
  );
}

const SELECT = 'SELECT position FROM positions WHERE owner = ? AND topic = ?';
const UPSERT = `
  INSERT INTO positions (owner, topic, position, seen_at) VALUES (?, ?, ?, ?)
  ON CONFLICT (owner, topic) DO UPDATE SET position = excluded.position, seen_at = excluded.seen_at
`;
