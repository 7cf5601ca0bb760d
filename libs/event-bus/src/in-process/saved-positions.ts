import type { Position } from '@libs/kernel';
import type { RelayPositions } from '../relay.js';
import type { BusFile } from './bus-file.js';

/** How far groups and relays have come, saved in batches: a lost one only repeats. */
export interface SavedPositions {
  load(owner: string, topic: string): Position | undefined;
  /** Saves at once: where a new group begins is decided once. */
  begin(owner: string, topic: string, position: Position): void;
  /** Remembers to save; all that moved meanwhile is saved in one small transaction. */
  move(owner: string, topic: string, position: Position): void;
  /** The same for a relay. */
  readonly ofRelays: RelayPositions;
  /** Saves what moved. */
  flush(): void;
  close(): void;
}

export interface SavedPositionsOptions {
  readonly file: BusFile;
  readonly clock: { now(): string };
  readonly saveEveryMs: number;
  readonly onFault: (error: unknown) => void;
  readonly onSaved: (moved: readonly Moved[]) => void;
}

export interface Moved {
  readonly owner: string;
  readonly topic: string;
  readonly position: Position;
}

const RELAYS = '(relay)';

export function savedPositions(options: SavedPositionsOptions): SavedPositions {
  const { file, clock, saveEveryMs, onFault, onSaved } = options;
  const moved = new Map<string, Moved>();
  let timer: NodeJS.Timeout | undefined;

  return {
    load,
    begin: (owner, topic, position) => save([{ owner, topic, position }]),
    move,
    ofRelays: {
      load: (name) => Promise.resolve(load(name, RELAYS)),
      save: (name, position) => Promise.resolve(move(name, RELAYS, position)),
    },
    flush,
    close: () => clearTimeout(timer),
  };

  function load(owner: string, topic: string): Position | undefined {
    const unsaved = moved.get(placeOf(owner, topic));
    if (unsaved !== undefined) return unsaved.position;
    return file.quickly((connection) =>
      connection
        .prepare<[string, string], Position>(
          'SELECT position FROM positions WHERE owner = ? AND topic = ?',
        )
        .pluck()
        .get(owner, topic),
    );
  }

  function move(owner: string, topic: string, position: Position): void {
    moved.set(placeOf(owner, topic), { owner, topic, position });
    timer ??= setTimeout(flushLater, saveEveryMs);
  }

  function flushLater(): void {
    try {
      flush();
    } catch (error) {
      onFault(error);
      timer = setTimeout(flushLater, RETRY_MS);
    }
  }

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    if (moved.size === 0) return;
    const batch = [...moved.values()];
    save(batch);
    moved.clear();
    onSaved(batch);
  }

  function save(batch: readonly Moved[]): void {
    const now = clock.now();
    file.quickly((connection) => {
      const upsert = connection.prepare(UPSERT);
      connection.transaction(() => {
        for (const { owner, topic, position } of batch) upsert.run(owner, topic, position, now);
      })();
    });
  }
}

const placeOf = (owner: string, topic: string): string => JSON.stringify([owner, topic]);

const RETRY_MS = 1000;

const UPSERT = `
  INSERT INTO positions (owner, topic, position, seen_at) VALUES (?, ?, ?, ?)
  ON CONFLICT (owner, topic) DO UPDATE SET position = excluded.position, seen_at = excluded.seen_at
`;
