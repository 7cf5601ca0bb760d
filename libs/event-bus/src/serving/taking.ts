import type { MessageHandler } from '@nestjs/microservices';
import { RequestsUnavailable, RequestTimedOut } from '../requests.js';
import { answerOf } from './attach.js';
import { replyOf, type Reply } from './replies.js';
import { requestQueues } from './request-queues.js';
import type { RequestHooks } from './transport.js';

/** A request as it came from another process. */
export interface TakenRequest {
  readonly topic: string;
  readonly key: string;
  readonly commandId: string;
  /** When nobody waits any more, in milliseconds since 1970 by the caller's clock. */
  readonly deadlineAtMs: number;
  readonly envelope: object;
  /** False once it is not ours to answer: it is dropped unread. */
  readonly isOurs?: () => boolean;
}

/** The end of a transport where requests of other processes are answered. */
export interface Taking {
  /** Nothing for a request that nobody waits for any more. */
  reply(request: TakenRequest): Promise<Reply | undefined>;
  /** Requests taken and not answered. */
  count(): number;
  /** Resolves when nothing waits or works. */
  idle(): Promise<void>;
}

/** Those who ask are limited at their own end; here nothing is refused for its number. */
const UNLIMITED = { perKeyMax: Infinity, waitingMax: Infinity };

export function taking(
  handlers: ReadonlyMap<string, MessageHandler>,
  { onError }: RequestHooks = {},
): Taking {
  const queues = requestQueues(UNLIMITED);
  let count = 0;
  return { reply, count: () => count, idle: queues.idle };

  async function reply(request: TakenRequest): Promise<Reply | undefined> {
    const { topic, key, commandId, deadlineAtMs, envelope, isOurs = () => true } = request;
    const deadlineMs = deadlineAtMs - Date.now();
    if (deadlineMs <= 0) return undefined;
    const work = () =>
      isOurs()
        ? answerOf(handlers, topic, envelope)
        : Promise.reject(new RequestsUnavailable(topic));
    count += 1;
    try {
      return { answer: await queues.run({ topic, key, commandId, deadlineMs, work }) };
    } catch (error) {
      if (error instanceof RequestTimedOut) return undefined;
      onError?.({ topic, error });
      return replyOf(error);
    } finally {
      count -= 1;
    }
  }
}
