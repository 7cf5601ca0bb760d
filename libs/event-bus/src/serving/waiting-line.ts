import { RequestQueueFull, RequestTimedOut } from '../requests.js';
import type { QueueLimits } from './request-queues.js';

/** A request of this process that waits for its answer from another one. */
export interface Asked {
  readonly topic: string;
  readonly key: string;
  readonly commandId: string;
  readonly deadlineMs: number;
}

/** Waits for answers, each no longer than its deadline, and for no more than a limit. */
export interface WaitingLine {
  /** The signal tells the asking that nobody waits any more. */
  wait<Answer>(asked: Asked, ask: (signal: AbortSignal) => Promise<Answer>): Promise<Answer>;
}

export function waitingLine({ perKeyMax, waitingMax }: QueueLimits): WaitingLine {
  const counts = new Map<string, number>();
  let waiting = 0;
  return { wait };

  async function wait<Answer>(
    { topic, key, commandId, deadlineMs }: Asked,
    ask: (signal: AbortSignal) => Promise<Answer>,
  ): Promise<Answer> {
    const lane = `${topic}\n${key}`;
    const count = counts.get(lane) ?? 0;
    // One of a key is at work, the others wait.
    if (count > perKeyMax) throw new RequestQueueFull(topic, count);
    if (waiting - counts.size >= waitingMax) throw new RequestQueueFull(topic, waiting);
    counts.set(lane, count + 1);
    waiting += 1;
    try {
      return await inTime(ask, commandId, deadlineMs);
    } finally {
      waiting -= 1;
      const left = (counts.get(lane) ?? 1) - 1;
      if (left === 0) counts.delete(lane);
      else counts.set(lane, left);
    }
  }
}

async function inTime<Answer>(
  ask: (signal: AbortSignal) => Promise<Answer>,
  commandId: string,
  deadlineMs: number,
): Promise<Answer> {
  const over = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new RequestTimedOut(commandId)), deadlineMs);
  });
  try {
    return await Promise.race([ask(over.signal), late]);
  } finally {
    clearTimeout(timer);
    over.abort();
  }
}
