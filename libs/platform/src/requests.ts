import type { CommandAnswer, CommandEnvelope } from '@libs/kernel';

/** The way from the gateway to a service: a command goes, its answer comes back. */
export interface Requests {
  /**
   * Sends to a service's request topic. Requests of one key arrive in order. Fails with
   * `RequestTimedOut` past the deadline: the outcome is unknown, the same command id tells.
   */
  send(topic: string, key: string, envelope: CommandEnvelope): Promise<CommandAnswer>;
}

export class RequestTimedOut extends Error {
  override readonly name = 'RequestTimedOut';
  constructor(readonly commandId: string) {
    super(`no answer to command ${commandId} in time`);
  }
}
