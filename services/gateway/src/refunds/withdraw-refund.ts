import { assert, type OrderId, type RefundId } from '@libs/kernel';
import { caughtUp } from '@libs/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { namesFor } from '../answers/timeline-names.js';
import { tellPosition } from '../commands/accepted.js';
import { acceptedByOrder, sendToOrder, wishOf } from '../commands/order-command.js';
import { etagOf } from '../http/etag.js';
import { languageOf } from '../http/language.js';
import { ownDocument } from '../reading.js';
import { callerOf } from '../sign-in/caller.js';
import type { Surroundings } from '../surroundings.js';
import { refusedByAccount } from './refused-by-account.js';
import { refundAnswer } from './refund-answer.js';

/** Withdraws a refund whose payout was not ordered yet; its amount is free again. */
export async function withdrawRefund(
  surroundings: Surroundings,
  request: FastifyRequest,
  reply: FastifyReply,
  { orderId, refundId }: { readonly orderId: OrderId; readonly refundId: RefundId },
) {
  const { ports, views } = surroundings;
  const route = `POST /v1/orders/${orderId}/refunds/${refundId}/withdraw`;
  const wish = wishOf(surroundings, request, { orderId, stream: 'account', route, body: null });
  const answer = await sendToOrder(surroundings, request, wish, {
    type: 'WithdrawRefund',
    data: { orderId, refundId, at: ports.clock.now() },
  });
  const yes = await acceptedByOrder(surroundings, request, { wish, answer }, (refusal) =>
    refusedByAccount(orderId, refusal),
  );
  tellPosition(reply, yes);
  reply.header('ETag', etagOf({ account: yes.revision }));
  await caughtUp(yes.position, views.refunds);
  const { tenant } = callerOf(request);
  const shown = await ownDocument(views.refunds, orderId, tenant);
  const refund = shown?.refunds.find((each) => each.refundId === refundId);
  assert(refund !== undefined, 'a withdrawn refund is shown');
  return refundAnswer(refund, {
    orderId,
    language: languageOf(request.headers['accept-language']),
    named: await namesFor(views, tenant),
  });
}
