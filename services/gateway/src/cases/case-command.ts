import { REQUEST_TOPICS, type CaseCommand, type CaseShown } from '@libs/contracts';
import { idFrom, type CaseId, type CommandAnswer, type Refusal } from '@libs/kernel';
import { caughtUp } from '@libs/platform';
import type { FastifyRequest } from 'fastify';
import { actorsFor } from '../answers/timeline-names.js';
import {
  accepted,
  refusedBy,
  tellPosition,
  type Accepted,
  type Stale,
} from '../commands/accepted.js';
import { NO_REVISION, type Exchange } from '../commands/exchange.js';
import { sendCommand } from '../commands/send-command.js';
import { staleProblem } from '../commands/stale-problem.js';
import { wishIdsOf, type Wish, type WishIds } from '../commands/wish.js';
import { etagOf, revisionIn } from '../http/etag.js';
import { Problem } from '../problems/problem.js';
import { notFound, ownDocument } from '../reading.js';
import { callerOf } from '../sign-in/caller.js';
import type { Surroundings } from '../surroundings.js';
import { casePart } from './case-answer.js';

/** Begins a case: nothing is there yet that `If-Match` could name. */
export async function beginCase(
  surroundings: Surroundings,
  exchange: Exchange,
  wish: Wish,
  command: (caseId: CaseId, at: string) => CaseCommand,
): Promise<CaseShown> {
  const ids = wishIdsOf(surroundings, exchange.request, wish);
  const caseId = idFrom('case', ids.commandId) as CaseId;
  const begun = command(caseId, surroundings.ports.clock.now());
  return begunCase(surroundings, exchange, { ...ids, caseId }, begun);
}

/** Begins a case by ids of the caller's making; answers it as it stands then. */
export async function begunCase(
  surroundings: Surroundings,
  exchange: Exchange,
  { caseId, ...ids }: WishIds & { readonly caseId: CaseId },
  command: CaseCommand,
): Promise<CaseShown> {
  const answer = await sendCommand(surroundings, exchange.request, {
    ...{ topic: REQUEST_TOPICS.refunds, key: caseId, ...ids },
    command,
  });
  return shownAfter(surroundings, exchange, caseId, answer);
}

/** Moves a case on from the revision that `If-Match` names; answers it as it stands then. */
export async function moveCase(
  surroundings: Surroundings,
  exchange: Exchange,
  { caseId, ...wish }: Wish & { readonly caseId: CaseId },
  command: (commandId: string, at: string) => CaseCommand,
): Promise<CaseShown> {
  const { request } = exchange;
  const ids = wishIdsOf(surroundings, request, wish);
  const expected = revisionIn(request.headers['if-match'], casePart(caseId));
  const answer = await sendCommand(surroundings, request, {
    ...{ topic: REQUEST_TOPICS.refunds, key: caseId, ...ids },
    command: command(ids.commandId, surroundings.ports.clock.now()),
    expectedRevision: expected ?? NO_REVISION,
  });
  return shownAfter(surroundings, exchange, caseId, answer);
}

async function shownAfter(
  surroundings: Surroundings,
  { request, reply }: Exchange,
  caseId: CaseId,
  answer: CommandAnswer,
): Promise<CaseShown> {
  const { views } = surroundings;
  const yes: Accepted = await accepted(answer, {
    rejected: refusedByCase,
    unknown: notFound,
    keyReused: () => new Problem('idempotency-key-reused'),
    stale: (stale) =>
      request.headers['if-match'] === undefined
        ? new Problem('if-match-missing')
        : changedSince(surroundings, request, caseId, stale),
  });
  tellPosition(reply, yes);
  reply.header('ETag', etagOf({ [casePart(caseId)]: yes.revision }));
  await caughtUp(yes.position, views.cases);
  const shown = await ownDocument(views.cases, caseId, callerOf(request).tenant);
  if (shown === undefined) throw notFound();
  return shown;
}

/** A refusal of a case as a problem, with the step that works: the rule's own, or a command. */
export function refusedByCase({ code, details = {} }: Refusal): Problem {
  if (code === 'case-of-another-order') return notFound();
  const { nextStep = INSTEAD[code], ...figures } = details;
  return refusedBy(
    'case',
    Object.keys(figures).length === 0 ? { code } : { code, details: figures },
    typeof nextStep === 'string' && nextStep !== 'none' ? { action: nextStep } : undefined,
  );
}

/** Commands of a case that do work, where one of them does not. */
const INSTEAD: Readonly<Record<string, string>> = {
  'goods-not-received': 'goods-received',
  'counter-offer-instead': 'counter-offer',
  'same-offer': 'accept',
  'too-many-offers': 'accept',
  'money-is-asked-for': 'accept',
  'nothing-to-negotiate': 'accept',
  'not-your-turn': 'messages',
  'acceptance-under-way': 'messages',
  'not-opened-by-you': 'decline',
  'inspection-over': 'open-reclamation',
  'offers-are-price-reductions': 'refund',
};

/** What has changed since the caller looked, and the ETag of now; a buyer is told no names. */
async function changedSince(
  { views }: Surroundings,
  request: FastifyRequest,
  caseId: CaseId,
  stale: Stale,
): Promise<Problem> {
  const named = await actorsFor(views, callerOf(request));
  return staleProblem(stale, { [casePart(caseId)]: stale.actual }, named);
}
