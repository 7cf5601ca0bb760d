import type { AccountCommand } from '@libs/contracts';
import { assert, type Named, type OrderId, type RefundId } from '@libs/kernel';
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

/** What is decided about a refund that is there already, and the command that it becomes. */
export interface RefundDecision {
  readonly orderId: OrderId;
  readonly refundId: RefundId;
  /** The last part of the path. */
  readonly word: 'approve' | 'decline' | 'withdraw';
  readonly body: unknown;
  readonly command: Named<AccountCommand, 'ApproveRefund' | 'DeclineRefund' | 'WithdrawRefund'>;
}

/** Decides about a refund that waits, and answers it as it stands then. */
export async function decideRefund(
  surroundings: Surroundings,
  request: FastifyRequest,
  reply: FastifyReply,
  { orderId, refundId, word, body, command }: RefundDecision,
) {
  const { views } = surroundings;
  const route = `POST /v1/orders/${orderId}/refunds/${refundId}/${word}`;
  const wish = wishOf(surroundings, request, { orderId, stream: 'account', route, body });
  const answer = await sendToOrder(surroundings, request, wish, command);
  const yes = await acceptedByOrder(surroundings, request, { wish, answer }, (refusal) =>
    refusedByAccount(orderId, refusal),
  );
  tellPosition(reply, yes);
  reply.header('ETag', etagOf({ account: yes.revision }));
  await caughtUp(yes.position, views.refunds);
  const { tenant } = callerOf(request);
  const shown = await ownDocument(views.refunds, orderId, tenant);
  const refund = shown?.refunds.find((each) => each.refundId === refundId);
  assert(refund !== undefined, 'a refund that was decided about is shown');
  return refundAnswer(refund, {
    orderId,
    language: languageOf(request.headers['accept-language']),
    named: await namesFor(views, tenant),
  });
}
