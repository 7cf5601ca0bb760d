import {
  type CustomTransportStrategy,
  ServerTCP,
  type TcpOptions,
  type TcpSocket,
} from '@nestjs/microservices';
import { setTimeout as sleep } from 'node:timers/promises';
import { RequestsUnavailable } from '../requests.js';
import { replyOf, type Reply } from '../serving/replies.js';
import { taking, type Taking } from '../serving/taking.js';
import type { RequestHooks } from '../serving/transport.js';

/** Nest's server, with a queue for each key and deadlines: Nest answers what comes as it comes. */
export class TcpRequestServer extends ServerTCP implements CustomTransportStrategy {
  private readonly takes: Taking;
  private isClosing = false;

  constructor(
    private readonly given: NonNullable<TcpOptions['options']> & { readonly closeWaitMs: number },
    hooks: RequestHooks | undefined,
  ) {
    super(given);
    this.takes = taking(this.messageHandlers, hooks);
  }

  override async handleMessage(socket: TcpSocket, packet: unknown): Promise<void> {
    const read = requestIn(packet);
    if (read === undefined) return;
    const { id, topic, request } = read;
    const reply: Reply | undefined = this.isClosing
      ? replyOf(new RequestsUnavailable(topic))
      : await this.takes.reply({ ...request, topic });
    if (reply !== undefined) socket.sendMessage({ id, response: reply, isDisposed: true });
  }

  /** Requests at work are answered; later ones are told that nobody takes them. */
  // Nest waits for it all the same.
  // eslint-disable-next-line @typescript-eslint/no-misused-promises
  override async close(): Promise<void> {
    this.isClosing = true;
    const { closeWaitMs } = this.given;
    await Promise.race([this.takes.idle(), sleep(closeWaitMs, undefined, { ref: false })]);
    // The last answers leave in a later turn.
    await new Promise((resolve) => setImmediate(resolve));
    super.close();
  }
}

interface Sent {
  readonly key: string;
  readonly commandId: string;
  readonly deadlineAtMs: number;
  readonly envelope: object;
}

/** Nothing for what is no request of ours: nobody could be answered. */
function requestIn(
  packet: unknown,
): { readonly id: string; readonly topic: string; readonly request: Sent } | undefined {
  const { id, pattern: topic, data } = fieldsOf(packet);
  const { key, commandId, deadlineAtMs, envelope } = fieldsOf(data);
  if (typeof id !== 'string' || typeof topic !== 'string' || typeof key !== 'string')
    return undefined;
  if (typeof commandId !== 'string' || typeof deadlineAtMs !== 'number') return undefined;
  if (typeof envelope !== 'object' || envelope === null) return undefined;
  return { id, topic, request: { key, commandId, deadlineAtMs, envelope } };
}

const fieldsOf = (given: unknown): Readonly<Record<string, unknown>> =>
  typeof given === 'object' && given !== null ? { ...given } : {};
