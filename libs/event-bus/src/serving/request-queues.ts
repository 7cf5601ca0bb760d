import { RequestQueueFull, RequestTimedOut, type SendRequest } from '../requests.js';

/** What waits for its turn: one request, and where its answer goes. */
interface Waiting {
  readonly work: () => Promise<unknown>;
  readonly answer: (outcome: Promise<unknown>) => void;
  /** By `performance.now()`: a busy process may be late to tell. */
  readonly deadline: number;
}

export interface RequestQueues {
  /** Runs the work when it is the key's turn; rejects with `RequestTimedOut` at the deadline. */
  run<Answer>(request: QueuedRequest<Answer>): Promise<Answer>;
  /** Resolves when nothing waits or works. */
  idle(): Promise<void>;
}

export interface QueuedRequest<Answer> {
  readonly topic: string;
  readonly key: string;
  readonly commandId: string;
  readonly deadlineMs: Parameters<SendRequest>[3]['deadlineMs'];
  readonly work: () => Promise<Answer>;
}

export interface QueueLimits {
  /** Requests that may wait for one key. */
  readonly perKeyMax: number;
  /** Requests that may wait in all. */
  readonly waitingMax: number;
}

/** One queue per topic and key; a queue is there only while something is in it. */
export function requestQueues(limits: QueueLimits): RequestQueues {
  const queues = new Map<string, Waiting[]>();
  const whenIdle: (() => void)[] = [];
  let waitingCount = 0;

  return { run, idle };

  function run<Answer>(request: QueuedRequest<Answer>): Promise<Answer> {
    const lane = `${request.topic}\n${request.key}`;
    const queue = queues.get(lane);
    const length = queue?.length ?? 0;
    if (length >= limits.perKeyMax) return refuse(request.topic, length);
    if (waitingCount >= limits.waitingMax) return refuse(request.topic, waitingCount);
    return new Promise<Answer>((resolve, reject) => {
      const entry: Waiting = {
        work: request.work,
        // The outcome is the work's own, kept in one queue with others of other answers.
        answer: (outcome) => void (outcome as Promise<Answer>).then(resolve, reject).finally(stop),
        deadline: performance.now() + request.deadlineMs,
      };
      const timedOut = () => reject(new RequestTimedOut(request.commandId));
      const timer = setTimeout(timedOut, request.deadlineMs);
      const stop = () => clearTimeout(timer);
      if (queue !== undefined) {
        waitingCount += 1;
        queue.push(entry);
      } else {
        queues.set(lane, []);
        void drain(lane, entry);
      }
    });
  }

  async function drain(lane: string, first: Waiting): Promise<void> {
    for (let next: Waiting | undefined = first; next !== undefined; next = take(lane)) {
      if (performance.now() >= next.deadline) continue;
      const outcome = next.work();
      next.answer(outcome);
      await outcome.catch(() => undefined);
    }
    queues.delete(lane);
    if (queues.size === 0) for (const resolve of whenIdle.splice(0)) resolve();
  }

  function take(lane: string): Waiting | undefined {
    const next = queues.get(lane)?.shift();
    if (next !== undefined) waitingCount -= 1;
    return next;
  }

  function idle(): Promise<void> {
    if (queues.size === 0) return Promise.resolve();
    return new Promise((resolve) => void whenIdle.push(resolve));
  }
}

const refuse = (topic: string, waiting: number): Promise<never> =>
  Promise.reject(new RequestQueueFull(topic, waiting));
