import { EventStoreUnavailable, type Appended } from '../event-store.js';
import type { PreparedAppend } from '../prepared-append.js';
import type { Ending } from './commit-group.js';

/** Appends that wait in the same turn share one transaction, and so one sync of the disk. */
export interface GroupCommit {
  readonly append: (prepared: PreparedAppend) => Promise<Appended>;
  /** Resolves when nothing waits any more. */
  readonly drained: () => Promise<void>;
}

const GROUP_MAX = 1000;
const GROUP_BYTES_MAX = 4 * 1024 * 1024;
const WAITING_MAX = 20_000;
const WAITING_BYTES_MAX = 64 * 1024 * 1024;

export function groupCommit(
  write: (group: readonly PreparedAppend[]) => Promise<readonly Ending[]>,
): GroupCommit {
  const waiting: Waiting[] = [];
  let waitingBytes = 0;
  let working: Promise<void> | undefined;

  async function work(): Promise<void> {
    while (waiting.length > 0) {
      await endOfTurn();
      const group = waiting.splice(0, groupLength(waiting));
      waitingBytes -= group.reduce((total, { prepared }) => total + prepared.bytes, 0);
      await settle(group, write);
    }
    working = undefined;
  }

  return {
    append: (prepared) =>
      new Promise((resolve, reject) => {
        if (waiting.length >= WAITING_MAX || waitingBytes + prepared.bytes > WAITING_BYTES_MAX) {
          reject(new EventStoreUnavailable('nothing-written'));
          return;
        }
        waiting.push({ prepared, resolve, reject });
        waitingBytes += prepared.bytes;
        working ??= work();
      }),
    drained: async () => {
      while (working !== undefined) await working;
    },
  };
}

interface Waiting {
  readonly prepared: PreparedAppend;
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: unknown) => void;
}

/** At least one, and then as many as stay within the limits of a transaction. */
function groupLength(waiting: readonly Waiting[]): number {
  let bytes = 0;
  let length = 0;
  for (const { prepared } of waiting) {
    bytes += prepared.bytes;
    if (length > 0 && (length === GROUP_MAX || bytes > GROUP_BYTES_MAX)) break;
    length += 1;
  }
  return length;
}

async function settle(
  group: readonly Waiting[],
  write: (group: readonly PreparedAppend[]) => Promise<readonly Ending[]>,
): Promise<void> {
  try {
    const endings = await write(group.map(({ prepared }) => prepared));
    for (const [index, { resolve, reject }] of group.entries()) {
      const ending = endings[index] as Ending;
      if ('appended' in ending) resolve(ending.appended);
      else reject(ending.refused);
    }
  } catch (error) {
    for (const { reject } of group) reject(error);
  }
}

const endOfTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
