import type { Position } from '@libs/kernel';

/** How far a group stands, when messages are finished in any order. */
export interface ProgressTracker {
  /** The highest position at and below which everything is handled. */
  position(): Position;
  /** Messages begun and not finished. */
  pendingCount(): number;
  /** Begins a message at a position above all earlier ones; the answer finishes it. */
  begin(position: Position): () => void;
  /** Moves over positions without a message for the group. */
  pass(position: Position): void;
}

export function progressTracker(
  start: Position,
  onAdvance: (position: Position) => void,
): ProgressTracker {
  // A queue of places: finished ones leave at the front, so it is as long as what is read ahead.
  const places: Place[] = [];
  let first = 0;
  let position = start;
  let pendingCount = 0;

  return { position: () => position, pendingCount: () => pendingCount, begin, pass };

  function begin(at: Position): () => void {
    const place = { position: at, isFinished: false };
    places.push(place);
    pendingCount += 1;
    return () => {
      place.isFinished = true;
      pendingCount -= 1;
      advance();
    };
  }

  function pass(at: Position): void {
    places.push({ position: at, isFinished: true });
    advance();
  }

  function advance(): void {
    const before = position;
    for (let place = places[first]; place?.isFinished; place = places[first]) {
      if (place.position > position) position = place.position;
      first += 1;
    }
    if (first === places.length || first >= COMPACT_FROM) {
      places.splice(0, first);
      first = 0;
    }
    if (position !== before) onAdvance(position);
  }
}

interface Place {
  readonly position: Position;
  isFinished: boolean;
}

const COMPACT_FROM = 1024;
