import type { AccountCommand, AccountEvent, Refund } from '@libs/contracts';
import { assert, idFrom, type Named, type OrderId, type RefundId } from '@libs/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refundPath } from '../answers/links.js';
import { namesFor } from '../answers/timeline-names.js';
import { tellPosition, type Accepted } from '../commands/accepted.js';
import { acceptedByOrder, sendToOrder, wishOf } from '../commands/order-command.js';
import { etagOf } from '../http/etag.js';
import { languageOf } from '../http/language.js';
import type { RefundWish } from '../input/refund-body.js';
import { actorOf, callerOf } from '../sign-in/caller.js';
import type { Surroundings } from '../surroundings.js';
import { refusedByAccount } from './refused-by-account.js';
import { refundAnswer } from './refund-answer.js';

type RequestRefund = Named<AccountCommand, 'RequestRefund'>;

/**
 * Asks for a refund. The refund's id is made from the key, so a retry is the same refund. The
 * service takes a reference number where the refund needs a transfer.
 */
export async function requestRefund(
  surroundings: Surroundings,
  request: FastifyRequest,
  reply: FastifyReply,
  { orderId, asked }: { readonly orderId: OrderId; readonly asked: RefundWish },
) {
  const route = `POST /v1/orders/${orderId}/refunds`;
  const wish = wishOf(surroundings, request, { orderId, stream: 'account', route, body: asked });
  const refundId = idFrom('refund', wish.commandId) as RefundId;
  const command: RequestRefund = {
    type: 'RequestRefund',
    data: {
      ...{ orderId, refundId, ...asked },
      requestedBy: actorOf(callerOf(request)),
      at: surroundings.ports.clock.now(),
    },
  };
  const answer = await sendToOrder(surroundings, request, wish, command);
  const yes = await acceptedByOrder(surroundings, request, { wish, answer }, (refusal) =>
    refusedByAccount(orderId, refusal),
  );
  tellPosition(reply, yes);
  reply
    .code(201)
    .header('Location', refundPath(orderId, refundId))
    .header('ETag', etagOf({ account: yes.revision }));
  return refundAnswer(refundIn(yes, request), {
    orderId,
    language: languageOf(request.headers['accept-language']),
    named: await namesFor(surroundings.views, callerOf(request).tenant),
  });
}

/** What it waits for; its source is said with the order of its payout. */
function standingOf(
  { approval }: Named<AccountEvent, 'RefundRequested'>['data'],
  recorded: readonly AccountEvent[],
): Pick<Refund, 'status' | 'source'> {
  const ordered = recorded.find(({ type }) => type === 'RefundPayoutOrdered');
  if (approval === 'needed') return { status: 'awaiting-approval' };
  return ordered?.type === 'RefundPayoutOrdered'
    ? { status: 'payout-ordered', source: ordered.data.source }
    : { status: 'waiting-for-transfer' };
}

/** The refund as this command recorded it, the first time. */
function refundIn({ events }: Accepted, request: FastifyRequest): Refund {
  const recorded = events as readonly AccountEvent[];
  const requested = recorded.find(({ type }) => type === 'RefundRequested');
  assert(requested?.type === 'RefundRequested', 'an accepted request was recorded');
  const {
    orderId: _order,
    merchantId: _merchant,
    messageDigest: _digest,
    ...told
  } = requested.data;
  // The buyer's account is for the payout system alone.
  const { buyerIban: _buyerIban, approval: _approval, requestedAt, ...refund } = told;
  return {
    ...refund,
    ...standingOf(requested.data, recorded),
    requestedBy: actorOf(callerOf(request)),
    requestedAt,
    changedAt: requestedAt,
  };
}
