import { assert, type OrderId, type RefundId } from '@libs/kernel';
import { caughtUp } from '@libs/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { namesFor } from '../answers/timeline-names.js';
import { tellPosition } from '../commands/accepted.js';
import { etagOf } from '../http/etag.js';
import { languageOf } from '../http/language.js';
import { ownDocument } from '../reading.js';
import { callerOf } from '../sign-in/caller.js';
import type { Surroundings } from '../surroundings.js';
import { acceptedByAccount, sendToAccount, wishOf } from './account-command.js';
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
  const wish = wishOf(surroundings, request, { orderId, route, body: null });
  const answer = await sendToAccount(surroundings, request, wish, {
    type: 'WithdrawRefund',
    data: { orderId, refundId, at: ports.clock.now() },
  });
  const yes = await acceptedByAccount(surroundings, request, wish, answer);
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
