import { randomUUID } from 'node:crypto';
import { RequestsUnavailable, RequestTimedOut, type SendRequest } from '../requests.js';
import { answerIn, type Reply } from '../serving/replies.js';
import { waitingLine } from '../serving/waiting-line.js';
import { plainProducer } from './connection.js';
import { outbox } from './outbox.js';
import { startReplyReader, type ReplyReader } from './reply-reader.js';
import type { RequestGround } from './request-ground.js';
import { requestOnTheWire } from './request-wire.js';

/** The end of requests that asks. */
export interface Asking {
  readonly send: SendRequest;
  trouble(): string | undefined;
  close(): Promise<void>;
}

export function asking(ground: RequestGround): Asking {
  const { client, limits, whole } = ground;
  const instance = randomUUID();
  const line = waitingLine(limits);
  const requests = outbox(client, { producer: plainProducer, acks: -1 });
  const awaited = new Map<string, (reply: Reply) => void>();
  let replies: ReplyReader | undefined;
  let isClosed = false;

  return {
    send: (...[topic, key, envelope, { deadlineMs }]) => {
      const { commandId } = envelope;
      const deadlineAtMs = Date.now() + deadlineMs;
      const asked = { topic, key, commandId, deadlineMs };
      return line.wait(asked, async (signal) => {
        const partition = await repliesTo(topic);
        if (signal.aborted) throw new RequestTimedOut(commandId);
        const request = { key, commandId, deadlineAtMs, envelope, asker: { instance, partition } };
        return answerIn(await replyTo(topic, request, signal));
      });
    },
    trouble: () => replies?.trouble(),
    close: async () => {
      isClosed = true;
      await Promise.all([requests.close(), replies?.stop()]);
    },
  };

  /** The partition that is read for answers. Where none can be read, nothing is asked. */
  async function repliesTo(topic: string): Promise<number> {
    if (isClosed) throw new RequestsUnavailable(topic);
    replies ??= startReplyReader(ground, instance, (id, reply) => awaited.get(id)?.(reply));
    await replies.begun();
    if (replies.trouble() !== undefined) throw new RequestsUnavailable(topic);
    return replies.partition();
  }

  function replyTo(
    topic: string,
    request: Omit<Parameters<typeof requestOnTheWire>[0], 'requestId'>,
    signal: AbortSignal,
  ): Promise<Reply> {
    const requestId = randomUUID();
    return new Promise((resolve, reject) => {
      awaited.set(requestId, resolve);
      signal.addEventListener('abort', () => awaited.delete(requestId), { once: true });
      requests
        .send(whole(topic), requestOnTheWire({ ...request, requestId }))
        // It may have arrived all the same.
        .catch(() => reject(new RequestTimedOut(request.commandId)));
    });
  }
}
