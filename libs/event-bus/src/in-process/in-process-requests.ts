import { type CustomTransportStrategy, Server } from '@nestjs/microservices';
import type { CommandAnswer } from '@libs/kernel';
import { setTimeout as sleep } from 'node:timers/promises';
import { RequestsUnavailable, type SendRequest } from '../requests.js';
import { answerOf, attachTo } from '../serving/attach.js';
import { requestQueues, type QueueLimits, type RequestQueues } from '../serving/request-queues.js';
import type { RequestTransport } from '../serving/transport.js';

/** Far more than a well-behaved installation ever has waiting. */
const PER_KEY_MAX = 100;
const WAITING_MAX = 10_000;
const CLOSE_WAIT_MAX_MS = 10_000;

/** Requests and answers within one process: what Kafka does between several. */
export function inProcessRequests(limits: Partial<QueueLimits> = {}): RequestTransport {
  const queues = requestQueues({ perKeyMax: PER_KEY_MAX, waitingMax: WAITING_MAX, ...limits });
  const servers: InProcessRequestServer[] = [];

  return {
    send,
    attach: (app) => {
      const server = new InProcessRequestServer(queues);
      servers.push(server);
      attachTo(app, server);
    },
    trouble: () => undefined,
    close: () => Promise.resolve(),
  };

  function send(...[topic, key, envelope, { deadlineMs }]: Parameters<SendRequest>) {
    const server = servers.find((each) => each.takes(topic));
    if (server === undefined) return Promise.reject(new RequestsUnavailable(topic));
    const sent = overTheWire(envelope);
    const work = async () => overTheWire(await server.answer(topic, sent));
    return queues.run({ topic, key, commandId: envelope.commandId, deadlineMs, work });
  }
}

/** Nest's view of the transport: it collects the handlers and says when to take requests. */
class InProcessRequestServer extends Server implements CustomTransportStrategy {
  private isListening = false;

  constructor(private readonly queues: RequestQueues) {
    super();
  }

  takes(topic: string): boolean {
    return this.isListening && this.messageHandlers.has(topic);
  }

  async answer(topic: string, payload: object): Promise<CommandAnswer> {
    if (!this.isListening) throw new RequestsUnavailable(topic);
    return answerOf(this.messageHandlers, topic, payload);
  }

  listen(callback: () => void): void {
    this.isListening = true;
    callback();
  }

  /** Requests still waiting fail with `RequestsUnavailable`; those at work are answered. */
  async close(): Promise<void> {
    this.isListening = false;
    await Promise.race([this.queues.idle(), sleep(CLOSE_WAIT_MAX_MS, undefined, { ref: false })]);
  }

  on(): void {}

  unwrap<Engine>(): Engine {
    throw new Error('the in-process transport has no engine beneath');
  }
}

/** As Kafka would deliver it: plain JSON, shared with nobody. */
const overTheWire = <Payload extends object>(payload: Payload): Payload =>
  // What was stringified from a Payload of plain values parses to one.
  JSON.parse(JSON.stringify(payload)) as Payload;
