import type { RequestTransport } from '@libs/event-bus';
import type { CommandAnswer, CommandEnvelope } from '@libs/kernel';

export { RequestTimedOut } from '@libs/event-bus';

/** The way from the gateway to a service: a command goes, its answer comes back. */
export interface Requests {
  /**
   * Sends to a service's request topic. Requests of one key arrive in order. Fails with
   * `RequestTimedOut` past the deadline: the outcome is unknown, the same command id tells.
   */
  send(topic: string, key: string, envelope: CommandEnvelope): Promise<CommandAnswer>;
  /** What hinders requests just now; absent when all is well. */
  trouble(): string | undefined;
  close(): Promise<void>;
}

/** How long a caller waits for an answer, in milliseconds. */
export const REQUEST_MS_MAX = 10_000;

/** Requests over a transport, each waited for as long as any. */
export const requestsOver = (
  { send, trouble, close }: Pick<RequestTransport, 'send' | 'trouble' | 'close'>,
  deadlineMs = REQUEST_MS_MAX,
): Requests => ({
  send: (topic, key, envelope) => send(topic, key, envelope, { deadlineMs }),
  trouble,
  close,
});
