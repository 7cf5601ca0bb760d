import { Catch, type INestApplication, type RpcExceptionFilter } from '@nestjs/common';
import {
  BaseRpcContext,
  type CustomTransportStrategy,
  type MessageHandler,
  type MicroserviceOptions,
  type NestMicroservice,
  Server,
} from '@nestjs/microservices';
import type { CommandAnswer } from '@libs/kernel';
import { setTimeout as sleep } from 'node:timers/promises';
import { isObservable, lastValueFrom, type Observable, throwError } from 'rxjs';
import { RequestsUnavailable, type SendRequest } from '../requests.js';
import { requestQueues, type QueueLimits, type RequestQueues } from './request-queues.js';

export interface InProcessRequests {
  readonly send: SendRequest;
  /** Hands the requests to the application's `@MessagePattern` controllers, once it listens. */
  attach(app: INestApplication): void;
}

/** Far more than a well-behaved installation ever has waiting. */
const PER_KEY_MAX = 100;
const WAITING_MAX = 10_000;
const CLOSE_WAIT_MAX_MS = 10_000;

/** Requests and answers within one process: what Kafka does between several. */
export function inProcessRequests(limits: Partial<QueueLimits> = {}): InProcessRequests {
  const queues = requestQueues({ perKeyMax: PER_KEY_MAX, waitingMax: WAITING_MAX, ...limits });
  const servers: InProcessRequestServer[] = [];

  return { send, attach };

  function send(...[topic, key, envelope, { deadlineMs }]: Parameters<SendRequest>) {
    const server = servers.find((each) => each.takes(topic));
    if (server === undefined) return Promise.reject(new RequestsUnavailable(topic));
    const sent = overTheWire(envelope);
    const work = async () => overTheWire(await server.answer(topic, sent));
    return queues.run({ topic, key, commandId: envelope.commandId, deadlineMs, work });
  }

  function attach(app: INestApplication): void {
    const strategy = new InProcessRequestServer(queues);
    servers.push(strategy);
    // Nest registers the handlers while it connects, before a filter can be given to it; so
    // that is put off. Its own filter would turn every error into "Internal server error".
    const microservice = app.connectMicroservice<MicroserviceOptions>(
      { strategy },
      { deferInitialization: true },
    ) as NestMicroservice;
    microservice.useGlobalFilters(new SameErrorFilter());
    microservice.registerListeners();
    microservice.setIsInitialized(true);
    microservice.setIsInitHookCalled(true);
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
    const handler: MessageHandler<object, BaseRpcContext, CommandAnswer> | undefined =
      this.messageHandlers.get(topic);
    if (!this.isListening || handler === undefined) throw new RequestsUnavailable(topic);
    const answer: Observable<CommandAnswer> | CommandAnswer = await handler(
      payload,
      new BaseRpcContext([topic]),
    );
    return isObservable(answer) ? lastValueFrom(answer) : answer;
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

/** Within a process an error arrives at the caller as it was thrown. */
@Catch()
class SameErrorFilter implements RpcExceptionFilter {
  catch(error: unknown): Observable<never> {
    return throwError(() => error);
  }
}

/** As Kafka would deliver it: plain JSON, shared with nobody. */
const overTheWire = <Payload extends object>(payload: Payload): Payload =>
  // What was stringified from a Payload of plain values parses to one.
  JSON.parse(JSON.stringify(payload)) as Payload;
