import { ClientTCP } from '@nestjs/microservices';
import { createHash } from 'node:crypto';
import { firstValueFrom } from 'rxjs';
import { RequestsUnavailable, RequestTimedOut, type SendRequest } from '../requests.js';
import { attachTo } from '../serving/attach.js';
import { answerIn, type Reply } from '../serving/replies.js';
import type { QueueLimits } from '../serving/request-queues.js';
import type { RequestHooks, RequestTransport } from '../serving/transport.js';
import { waitingLine } from '../serving/waiting-line.js';
import { TcpRequestServer } from './tcp-request-server.js';

/** A place to connect to, or to listen at. */
export interface TcpPlace {
  readonly host: string;
  readonly port: number;
}

/** Both ends show certificates of the same authority: a request says itself for whom it is. */
export interface TcpTls {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

export interface TcpRequestsOptions {
  /** Where each topic is taken; several processes of a service share its keys. */
  readonly places: Readonly<Record<string, readonly TcpPlace[]>>;
  /** Where controllers of this process are listened for; needed to attach them. */
  readonly listen?: TcpPlace;
  readonly tls?: TcpTls;
  readonly hooks?: RequestHooks;
  readonly limits?: Partial<TcpLimits>;
}

export interface TcpLimits extends QueueLimits {
  /** How long closing waits for requests at work. */
  readonly closeWaitMs: number;
}

const LIMITS: TcpLimits = { perKeyMax: 100, waitingMax: 10_000, closeWaitMs: 10_000 };
/** An envelope is at most as large as an append. */
const FRAME_CHARACTERS_MAX = 4 * 1024 * 1024;

/** Requests and answers straight from process to process. */
export function tcpRequests(options: TcpRequestsOptions): RequestTransport {
  const { places, tls, hooks } = options;
  const limits = { ...LIMITS, ...options.limits };
  const line = waitingLine(limits);
  const clients = new Map<string, ClientTCP>();
  let isClosed = false;

  return {
    send,
    attach: (app) => {
      const { listen } = options;
      if (listen === undefined) throw new Error('a place to listen at is needed for requests');
      const { closeWaitMs } = limits;
      const shared = { ...listen, closeWaitMs, maxBufferSize: FRAME_CHARACTERS_MAX };
      const tlsOptions = tls && { ...tls, requestCert: true, rejectUnauthorized: true };
      attachTo(app, new TcpRequestServer({ ...shared, ...(tlsOptions && { tlsOptions }) }, hooks));
    },
    trouble: () => undefined,
    close: () => {
      isClosed = true;
      for (const client of clients.values()) client.close();
      return Promise.resolve();
    },
  };

  function send(...[topic, key, envelope, { deadlineMs }]: Parameters<SendRequest>) {
    const { commandId } = envelope;
    const request = { key, commandId, deadlineAtMs: Date.now() + deadlineMs, envelope };
    return line.wait({ topic, key, commandId, deadlineMs }, async () => {
      const client = await connected(topic, key);
      const reply = await firstValueFrom(client.send<Reply>(topic, request)).catch(() => {
        // The connection was lost: it may have been done all the same.
        throw new RequestTimedOut(commandId);
      });
      return answerIn(reply);
    });
  }

  /** The same key goes to the same process, so that its requests stay in order. */
  async function connected(topic: string, key: string): Promise<ClientTCP> {
    const among = places[topic] ?? [];
    const place = among[numberOf(key) % Math.max(among.length, 1)];
    if (isClosed || place === undefined) throw new RequestsUnavailable(topic);
    const client = clientFor(place);
    try {
      await client.connect();
      return client;
    } catch {
      throw new RequestsUnavailable(topic);
    }
  }

  function clientFor({ host, port }: TcpPlace): ClientTCP {
    const name = `${host}:${port}`;
    const known = clients.get(name);
    if (known !== undefined) return known;
    const framing = { maxBufferSize: FRAME_CHARACTERS_MAX };
    const made = new ClientTCP({ host, port, ...framing, ...(tls && { tlsOptions: { ...tls } }) });
    clients.set(name, made);
    return made;
  }
}

const numberOf = (key: string): number => createHash('sha256').update(key).digest().readUInt32BE(0);
