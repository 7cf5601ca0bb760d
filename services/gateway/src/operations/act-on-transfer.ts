import { REQUEST_TOPICS, type Transfer, type TransferCommand } from '@libs/contracts';
import { TransferId, type Actor, type Money, type Refusal } from '@libs/kernel';
import { caughtUp } from '@libs/platform';
import { transferPath } from '../answers/links.js';
import { accepted, refusedBy, tellPosition } from '../commands/accepted.js';
import type { Exchange } from '../commands/exchange.js';
import { sendCommand } from '../commands/send-command.js';
import { wishIdsOf } from '../commands/wish.js';
import type { AllocationWish } from '../input/transfer-body.js';
import { Problem, type NextStep } from '../problems/problem.js';
import { notFound } from '../reading.js';
import { actorOf, callerOf } from '../sign-in/caller.js';
import type { Surroundings } from '../surroundings.js';
import { transferAnswer } from './transfer-answer.js';

/** What an operator wishes of a transfer: the last part of its path, its body, and the command. */
export interface TransferWish {
  readonly transferId: string;
  readonly word: 'allocate' | 'send-back' | 'sent-back';
  readonly body: unknown;
  readonly command: (about: {
    readonly transferId: TransferId;
    readonly by: Actor;
    readonly at: string;
  }) => TransferCommand | Promise<TransferCommand>;
}

/** Sends an operator's word for a transfer, and answers it as it stands then. */
export async function actOnTransfer(
  surroundings: Surroundings,
  { request, reply }: Exchange,
  { transferId: id, word, body, command }: TransferWish,
) {
  const { ports, views } = surroundings;
  const { transferId } = await knownTransfer(surroundings, id);
  const route = `POST ${transferPath(transferId)}/${word}`;
  const wish = wishIdsOf(surroundings, request, { route, body });
  const by = actorOf(callerOf(request));
  const answer = await sendCommand(surroundings, request, {
    ...{ topic: REQUEST_TOPICS.refunds, key: transferId, ...wish },
    command: await command({ transferId, by, at: ports.clock.now() }),
  });
  const yes = await accepted(answer, {
    rejected: (refusal) => refused(transferId, refusal),
    unknown: notFound,
    stale: notFound,
    keyReused: () => new Problem('idempotency-key-reused'),
  });
  tellPosition(reply, yes);
  await caughtUp(yes.position, views.transfers);
  return transferAnswer(await knownTransfer(surroundings, transferId));
}

/** What a refund waits for, as it is shown; nothing when it waits for no transfer (any more). */
export async function neededFor(
  { views }: Surroundings,
  { orderId, refundId }: AllocationWish,
): Promise<Money | undefined> {
  const order = (await views.refunds.load([orderId])).get(orderId)?.document;
  const refund = order?.refunds.find((each) => each.refundId === refundId);
  if (refund === undefined)
    throw new Problem('not-found', {
      errors: [{ pointer: '/refundId', detail: 'names no refund of this order' }],
    });
  return refund.status === 'waiting-for-transfer' ? refund.funding?.amount : undefined;
}

/** Any id but one of the bank's that was told is answered as one that never was. */
export async function knownTransfer({ views }: Surroundings, id: string): Promise<Transfer> {
  const transferId = TransferId.safeParse(id).data;
  if (transferId === undefined) throw notFound();
  const transfer = (await views.transfers.load([transferId])).get(transferId)?.document;
  if (transfer === undefined) throw notFound();
  return transfer;
}

/** Somebody else was first: the transfer shows who, and for what. Else the other thing works. */
const refused = (transferId: TransferId, refusal: Refusal): Problem =>
  refusedBy('transfer', refusal, nextStepAfter(transferId, refusal.code));

function nextStepAfter(transferId: TransferId, code: string): NextStep {
  switch (code) {
    case 'sum-differs':
    case 'refund-not-waiting':
      return { action: 'list-waiting-refunds', href: '/v1/operations/waiting-refunds' };
    case 'not-to-be-sent-back':
      return { action: 'send-back', href: `${transferPath(transferId)}/send-back` };
    default:
      return { action: 'look-at-transfer', href: transferPath(transferId) };
  }
}
