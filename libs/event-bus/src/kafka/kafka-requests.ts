import { type CustomTransportStrategy, Server } from '@nestjs/microservices';
import { setTimeout as sleep } from 'node:timers/promises';
import { attachTo } from '../serving/attach.js';
import { taking } from '../serving/taking.js';
import type { RequestTransport } from '../serving/transport.js';
import { asking } from './asking.js';
import { replyProducer } from './connection.js';
import { outbox, type Outbox } from './outbox.js';
import { requestGround, type KafkaRequestsOptions, type RequestGround } from './request-ground.js';
import { startRequestTaker, type RequestTaker } from './request-taker.js';

/** Requests and answers between processes, over Kafka. */
export function kafkaRequests(options: KafkaRequestsOptions): RequestTransport {
  const ground = requestGround(options);
  const asks = asking(ground);
  const servers: KafkaRequestServer[] = [];
  return {
    send: asks.send,
    attach: (app) => {
      const server = new KafkaRequestServer(ground);
      servers.push(server);
      attachTo(app, server);
    },
    trouble: () =>
      [asks, ...servers].map((end) => end.trouble()).find((each) => each !== undefined),
    close: async () => {
      await asks.close();
      ground.outages.close();
      await ground.administration.close();
    },
  };
}

/** Nest's view of the transport: it collects the handlers and says when to take requests. */
class KafkaRequestServer extends Server implements CustomTransportStrategy {
  private takers: readonly RequestTaker[] = [];
  private answers: Outbox | undefined;

  constructor(private readonly ground: RequestGround) {
    super();
  }

  listen(callback: () => void): void {
    const { client, requestTopics, limits, hooks } = this.ground;
    const answers = outbox(client, { producer: replyProducer, acks: 1 });
    this.answers = answers;
    const ours = requestTopics.filter((topic) => this.messageHandlers.has(topic));
    this.takers = ours.map((topic) =>
      startRequestTaker(this.ground, topic, {
        taking: taking(this.messageHandlers, hooks),
        answers,
      }),
    );
    const begun = Promise.all(this.takers.map((taker) => taker.begun()));
    void Promise.race([begun, sleep(limits.joinWaitMs, undefined, { ref: false })]).then(() =>
      callback(),
    );
  }

  trouble(): string | undefined {
    return this.takers.map((taker) => taker.trouble()).find((each) => each !== undefined);
  }

  async close(): Promise<void> {
    const stopped = Promise.all(this.takers.map((taker) => taker.stop()));
    const { closeWaitMs } = this.ground.limits;
    await Promise.race([stopped, sleep(closeWaitMs, undefined, { ref: false })]);
    await this.answers?.close();
  }

  on(): void {}

  unwrap<Engine>(): Engine {
    throw new Error('the engine beneath is nobody else’s');
  }
}
