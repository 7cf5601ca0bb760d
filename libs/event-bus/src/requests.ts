import type { CommandAnswer, CommandEnvelope } from '@libs/kernel';

/**
 * The port: a command goes to a service's request topic, its answer comes back. Requests of one
 * key are taken one after another, in order of arrival; different keys concurrently. An error of
 * the handler is the caller's error.
 */
export type SendRequest = (
  topic: string,
  key: string,
  envelope: CommandEnvelope,
  options: {
    /** How long the caller waits, in milliseconds; past it the request is dropped if unread. */
    readonly deadlineMs: number;
  },
) => Promise<CommandAnswer>;

/** Nobody answered in time: the outcome is unknown, and the same command id tells it later. */
export class RequestTimedOut extends Error {
  override readonly name = 'RequestTimedOut';
  constructor(readonly commandId: string) {
    super(`no answer to command ${commandId} in time`);
  }
}

/** Too many requests wait already, for this key or in all; nothing was done. */
export class RequestQueueFull extends Error {
  override readonly name = 'RequestQueueFull';
  constructor(
    readonly topic: string,
    readonly waiting: number,
  ) {
    super(`${waiting} requests wait already on ${topic}`);
  }
}

/** Nobody takes requests of this topic: not started yet, or closing; nothing was done. */
export class RequestsUnavailable extends Error {
  override readonly name = 'RequestsUnavailable';
  constructor(readonly topic: string) {
    super(`nobody takes requests on ${topic}`);
  }
}
