import { REQUEST_TOPICS } from '@libs/contracts';
import type { AnyMessage, CommandAnswer, OrderId, Refusal } from '@libs/kernel';
import type { FastifyRequest } from 'fastify';
import { actorsFor } from '../answers/timeline-names.js';
import { stepBeforePayment } from '../answers/unpaid-order.js';
import { revisionIn } from '../http/etag.js';
import { Problem, type ProblemCode } from '../problems/problem.js';
import { notFound, ownDocument } from '../reading.js';
import { callerOf } from '../sign-in/caller.js';
import type { Surroundings } from '../surroundings.js';
import { accepted, type Accepted, type Stale } from './accepted.js';
import { NO_REVISION } from './exchange.js';
import { sendCommand } from './send-command.js';
import { staleProblem } from './stale-problem.js';
import { wishIdsOf, type Wish, type WishIds } from './wish.js';

/** The streams of an order that its merchant's people change; all but its own begin with the payment. */
const STREAMS = {
  order: { topic: REQUEST_TOPICS.orders, notPaid: undefined },
  account: { topic: REQUEST_TOPICS.refunds, notPaid: 'account.not-paid' },
  delivery: { topic: REQUEST_TOPICS.shipping, notPaid: 'delivery.not-paid' },
} as const satisfies Readonly<Record<string, { topic: string; notPaid: ProblemCode | undefined }>>;
export type OrderStream = keyof typeof STREAMS;

/** A command on a stream of an order, and which wish of the caller it is. */
export interface OrderWish extends WishIds {
  readonly orderId: OrderId;
  readonly stream: OrderStream;
  /** What `If-Match` says of the stream; absent when the header is. */
  readonly expected: number | undefined;
}

/** What is asked of a stream of an order. */
export interface Asked extends Wish {
  readonly orderId: OrderId;
  readonly stream: OrderStream;
}

/** Which wish this is. Fails with `InputRefused` on a missing or malformed header. */
export function wishOf(
  surroundings: Surroundings,
  request: FastifyRequest,
  { orderId, stream, ...asked }: Asked,
): OrderWish {
  return {
    ...{ orderId, stream },
    ...wishIdsOf(surroundings, request, asked),
    expected: revisionIn(request.headers['if-match'], stream),
  };
}

/** Sends the command. The handler looks for a repeat before it looks at `If-Match`. */
export function sendToOrder(
  surroundings: Surroundings,
  request: FastifyRequest,
  { orderId, stream, commandId, fingerprint, expected }: OrderWish,
  command: AnyMessage,
): Promise<CommandAnswer> {
  return sendCommand(surroundings, request, {
    topic: STREAMS[stream].topic,
    key: orderId,
    commandId,
    fingerprint,
    command,
    expectedRevision: expected ?? NO_REVISION,
  });
}

/** The answer when it is yes; fails with the problem that another answer is. */
export function acceptedByOrder(
  surroundings: Surroundings,
  request: FastifyRequest,
  { wish, answer }: { readonly wish: OrderWish; readonly answer: CommandAnswer },
  refused: (refusal: Refusal) => Problem,
): Promise<Accepted> {
  return accepted(answer, {
    rejected: refused,
    keyReused: () => new Problem('idempotency-key-reused'),
    unknown: () => unknownStream(surroundings, request, wish),
    stale: (stale) =>
      wish.expected === undefined
        ? new Problem('if-match-missing')
        : changedSince(surroundings, request, wish, stale),
  });
}

/** An order of the caller's that lacks another stream is not paid; any other is unknown. */
async function unknownStream(
  { views }: Surroundings,
  request: FastifyRequest,
  { orderId, stream }: OrderWish,
): Promise<Problem> {
  const order = await ownDocument(views.orders, orderId, callerOf(request).tenant);
  const { notPaid } = STREAMS[stream];
  if (order === undefined || notPaid === undefined) return notFound();
  const nextStep = stream === 'account' ? stepBeforePayment(order) : undefined;
  return new Problem(notPaid, nextStep && { nextStep });
}

/** What has changed since the caller looked, and the ETag of now. */
async function changedSince(
  { views }: Surroundings,
  request: FastifyRequest,
  { orderId, stream }: OrderWish,
  stale: Stale,
): Promise<Problem> {
  const caller = callerOf(request);
  const [order, named] = await Promise.all([
    ownDocument(views.orders, orderId, caller.tenant),
    actorsFor(views, caller),
  ]);
  return staleProblem(stale, { ...order?.revisions, [stream]: stale.actual }, named);
}
