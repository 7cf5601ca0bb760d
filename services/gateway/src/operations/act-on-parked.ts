import { parkedLineId, REQUEST_TOPICS, type ParkedCommand, type ParkedLine } from '@libs/contracts';
import { assert, idFrom, type CommandAnswer, type Refusal } from '@libs/kernel';
import { caughtUp } from '@libs/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { parkedPath } from '../answers/links.js';
import { accepted, refusedBy, tellPosition } from '../commands/accepted.js';
import { sendCommand } from '../commands/send-command.js';
import { Problem } from '../problems/problem.js';
import { notFound } from '../reading.js';
import { callerOf } from '../sign-in/caller.js';
import type { Surroundings } from '../surroundings.js';
import { parkedAnswer, waitingBehind } from './parked-answer.js';

/** A parked message by its names, as its path says them. */
export interface ParkedIds {
  readonly group: string;
  readonly messageId: string;
}

/** What every command on a parked message says. */
export type AboutParked = ParkedIds & { readonly at: string };

/**
 * Sends an operator's wish to the service whose group it is; answers the message as it stands
 * then. A message that is not parked, or never was, is refused before anything is sent.
 */
export async function actOnParked(
  surroundings: Surroundings,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  { group, messageId }: ParkedIds,
  command: (about: AboutParked) => ParkedCommand,
) {
  const { ports, views } = surroundings;
  const { service } = await known(surroundings, { group, messageId });
  const about = { group, messageId, at: ports.clock.now() };
  const answer = await send(surroundings, request, { service, wish: command(about) });
  const yes = await accepted(answer, {
    rejected: (refusal) => refused(group, refusal),
    unknown: notFound,
    stale: notFound,
    keyReused: () => new Problem('idempotency-key-reused'),
  });
  tellPosition(reply, yes);
  if (yes.events.length === 0) reply.code(202);
  await caughtUp(yes.position, views.parked);
  const line = await known(surroundings, { group, messageId });
  return parkedAnswer(line, (await waitingBehind(views.parked, [line]))(line));
}

async function known(
  { views }: Surroundings,
  { group, messageId }: ParkedIds,
): Promise<ParkedLine> {
  const id = parkedLineId(group, messageId);
  const line = (await views.parked.load([id])).get(id)?.document;
  if (line === undefined) throw notFound();
  return line;
}

/** One message is one key: what two operators wish of it is answered one after the other. */
function send(
  surroundings: Surroundings,
  request: FastifyRequest,
  { service, wish }: { readonly service: string; readonly wish: ParkedCommand },
): Promise<CommandAnswer> {
  const topic = Object.entries(REQUEST_TOPICS).find(([name]) => name === service)?.[1];
  const { group, messageId } = wish.data;
  if (topic === undefined) throw refused(group, { code: 'group-not-running', details: { group } });
  const { tenant, userId } = callerOf(request);
  return sendCommand(surroundings, request, {
    topic,
    key: parkedLineId(group, messageId),
    commandId: idFrom(tenant, userId, wish.type, group, messageId, request.id),
    fingerprint: surroundings.ports.secrets.fingerprint(wish),
    command: wish,
  });
}

/** What stands before it is what works; what has ended is looked at in the list. */
function refused(group: string, refusal: Refusal): Problem {
  const behind = refusal.details?.['behind'];
  if (refusal.code !== 'behind-another')
    return refusedBy('parked', refusal, { action: 'list-parked', href: LIST_PATH });
  assert(typeof behind === 'string', 'a message that waits is told behind which');
  return refusedBy('parked', refusal, {
    action: 'retry-parked',
    href: `${parkedPath(group, behind)}/retry`,
  });
}

const LIST_PATH = '/v1/operations/parked';
