import {
  REQUEST_TOPICS,
  returnedPaymentId,
  type OrderCommand,
  type PaymentReturn,
} from '@libs/contracts';
import { idFrom, type OrderId } from '@libs/kernel';
import { caughtUp } from '@libs/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { returnPath } from '../answers/links.js';
import { accepted, refusedBy, tellPosition } from '../commands/accepted.js';
import { sendCommand } from '../commands/send-command.js';
import { Problem } from '../problems/problem.js';
import { notFound } from '../reading.js';
import { callerOf } from '../sign-in/caller.js';
import type { Surroundings } from '../surroundings.js';

/** A payment by its order and its own id. */
export interface PaymentIds {
  readonly orderId: OrderId;
  readonly receiptId: string;
}

/** Orders a payment back again after a failure; answers it as it stands then. */
export async function orderReturnAgain(
  surroundings: Surroundings,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  payment: PaymentIds,
) {
  const { ports, views } = surroundings;
  const { orderId, receiptId } = payment;
  await known(surroundings, payment);
  const { tenant, userId } = callerOf(request);
  const command: OrderCommand = {
    type: 'OrderReturnAgain',
    data: { ...payment, at: ports.clock.now() },
  };
  const answer = await sendCommand(surroundings, request, {
    topic: REQUEST_TOPICS.orders,
    key: orderId,
    commandId: idFrom(tenant, userId, command.type, orderId, receiptId, request.id),
    fingerprint: ports.secrets.fingerprint(command),
    command,
  });
  const yes = await accepted(answer, {
    rejected: (refusal) => refusedBy('order', refusal, { action: 'list-returns', href: LIST_PATH }),
    unknown: notFound,
    stale: notFound,
    keyReused: () => new Problem('idempotency-key-reused'),
  });
  tellPosition(reply, yes);
  await caughtUp(yes.position, views.returns);
  return returnShown(await known(surroundings, payment));
}

const LIST_PATH = '/v1/operations/returns';

/** A payment that goes back as operators see it, with what they can do. */
export const returnShown = (payment: PaymentReturn) => ({
  ...payment,
  ...(payment.status === 'failed' && {
    links: { retry: `${returnPath(payment.orderId, payment.receiptId)}/retry` },
  }),
});

async function known(
  { views }: Surroundings,
  { orderId, receiptId }: PaymentIds,
): Promise<PaymentReturn> {
  const id = returnedPaymentId(orderId, receiptId);
  const payment = (await views.returns.load([id])).get(id)?.document;
  if (payment === undefined) throw notFound();
  return payment;
}
