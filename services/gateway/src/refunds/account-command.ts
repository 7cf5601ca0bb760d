import { REQUEST_TOPICS, type AccountCommand } from '@libs/contracts';
import { idFrom, type CommandAnswer, type OrderId, type Refusal } from '@libs/kernel';
import type { FastifyRequest } from 'fastify';
import { namesFor } from '../answers/timeline-names.js';
import { accepted, refusedBy, type Accepted, type Stale } from '../commands/accepted.js';
import { sendCommand } from '../commands/send-command.js';
import { etagOf, revisionIn } from '../http/etag.js';
import { keyIn } from '../http/idempotency-key.js';
import { Problem } from '../problems/problem.js';
import { notFound, ownDocument } from '../reading.js';
import { callerOf } from '../sign-in/caller.js';
import type { Surroundings } from '../surroundings.js';
import { orderLinks } from '../answers/links.js';
import { nextStepFrom } from './next-step.js';

/** No more changes than this are told in a 412. */
const CHANGES_MAX = 50;
/** A revision that no stream stands at: a repeat is answered all the same, all else is stale. */
const NO_REVISION = -1;

/** A command on an order's account, and which wish of the caller it is. */
export interface AccountWish {
  readonly orderId: OrderId;
  readonly commandId: string;
  readonly fingerprint: string;
  /** What `If-Match` says of the account; absent when the header is. */
  readonly expected: number | undefined;
}

/**
 * Which wish this is: the key belongs to merchant, subject and route with its ids, and covers the
 * body (conventions, section 2). Fails with `InputRefused` on a missing or malformed header.
 */
export function wishOf(
  { ports: { secrets } }: Surroundings,
  request: FastifyRequest,
  {
    orderId,
    route,
    body,
  }: { readonly orderId: OrderId; readonly route: string; readonly body: unknown },
): AccountWish {
  const { tenant, userId } = callerOf(request);
  const key = keyIn(request.headers['idempotency-key']);
  return {
    orderId,
    commandId: idFrom(tenant, userId, route, key),
    fingerprint: secrets.fingerprint({ route, body }),
    expected: revisionIn(request.headers['if-match'], 'account'),
  };
}

/** Sends a command on the account. The handler looks for a repeat before it looks at `If-Match`. */
export function sendToAccount(
  surroundings: Surroundings,
  request: FastifyRequest,
  { orderId, commandId, fingerprint, expected }: AccountWish,
  command: AccountCommand,
): Promise<CommandAnswer> {
  return sendCommand(surroundings, request, {
    topic: REQUEST_TOPICS.refunds,
    key: orderId,
    commandId,
    fingerprint,
    command,
    expectedRevision: expected ?? NO_REVISION,
  });
}

/** The answer when it is yes; fails with the problem that another answer is. */
export function acceptedByAccount(
  surroundings: Surroundings,
  request: FastifyRequest,
  wish: AccountWish,
  answer: CommandAnswer,
): Promise<Accepted> {
  const { orderId, expected } = wish;
  return accepted(answer, {
    rejected: (refusal) => refused(orderId, refusal),
    keyReused: () => new Problem('idempotency-key-reused'),
    unknown: () => unknownAccount(surroundings, request, orderId),
    stale: (stale) =>
      expected === undefined
        ? new Problem('if-match-missing')
        : changedSince(surroundings, request, orderId, stale),
  });
}

function refused(orderId: OrderId, { code, details = {} }: Refusal): Problem {
  if (code === 'refund-unknown') return notFound();
  const { nextStep, ...figures } = details;
  const { refundable } = figures;
  const step =
    refundable === undefined
      ? nextStepFrom(orderId, nextStep)
      : { action: 'refund', href: orderLinks(orderId).refunds, body: { amount: refundable } };
  return refusedBy(
    'account',
    Object.keys(figures).length === 0 ? { code } : { code, details: figures },
    step,
  );
}

/** An order of the caller's that has no account yet is not paid; any other is unknown. */
async function unknownAccount(
  { views }: Surroundings,
  request: FastifyRequest,
  orderId: OrderId,
): Promise<Problem> {
  const order = await ownDocument(views.orders, orderId, callerOf(request).tenant);
  return order === undefined ? notFound() : new Problem('account.not-paid');
}

/** What has changed since the caller looked, and the ETag of now. */
async function changedSince(
  { views }: Surroundings,
  request: FastifyRequest,
  orderId: OrderId,
  { actual, changes }: Stale,
): Promise<Problem> {
  const { tenant } = callerOf(request);
  const [order, named] = await Promise.all([
    ownDocument(views.orders, orderId, tenant),
    namesFor(views, tenant),
  ]);
  const etag = etagOf({ order: order?.revisions.order, account: actual });
  return new Problem('revision-stale', {
    headers: { ETag: etag },
    extensions: {
      etag,
      changes: changes
        .slice(-CHANGES_MAX)
        .map(({ actor, ...change }) => ({ ...change, actor: named(actor) })),
    },
  });
}
