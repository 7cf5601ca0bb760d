import type { AnyMessage, CommandAnswer } from '@libs/kernel';
import { systemClock, type Ports, type Requests } from '@libs/platform';
import type { FastifyRequest } from 'fastify';
import { traceOf } from '../http/trace.js';
import { actorOf, callerOf } from '../sign-in/caller.js';

/** So long a caller waits for a service; past it the outcome is unknown. */
const ANSWER_MS_MAX = 10_000;

/** A command that a request asks for. */
export interface Wish {
  readonly topic: string;
  /** Commands of one key arrive in order: the aggregate's id. */
  readonly key: string;
  readonly commandId: string;
  readonly fingerprint: string;
  readonly command: AnyMessage;
  readonly expectedRevision?: number;
}

/** Sends a command for the caller of a request, and waits for its answer. */
export function sendCommand(
  { ports, requests }: { readonly ports: Ports; readonly requests: Requests },
  request: FastifyRequest,
  wish: Wish,
): Promise<CommandAnswer> {
  const { topic, key, commandId, fingerprint, command, expectedRevision } = wish;
  const caller = callerOf(request);
  return requests.send(topic, key, {
    commandId,
    fingerprint,
    tenant: caller.tenant,
    actor: actorOf(caller),
    correlationId: request.id,
    causationId: request.id,
    traceparent: traceOf(request).traceparent,
    ...(expectedRevision !== undefined && { expectedRevision }),
    issuedAt: ports.clock.now(),
    deadlineAt: deadline(),
    command: { type: command.type, data: { ...command.data } },
  });
}

/** Deadlines are real time: the domain's clock may stand still or be moved. */
const deadline = (): string =>
  new Date(Date.parse(systemClock.now()) + ANSWER_MS_MAX).toISOString();
