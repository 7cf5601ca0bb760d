import type { DeliveryCommand } from '@libs/contracts';
import { assert, type OrderId, type Refusal } from '@libs/kernel';
import { caughtUp } from '@libs/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refusedBy, tellPosition } from '../commands/accepted.js';
import { acceptedByOrder, sendToOrder, wishOf } from '../commands/order-command.js';
import { etagOf } from '../http/etag.js';
import { Problem, type NextStep } from '../problems/problem.js';
import { notFound, ownDocument } from '../reading.js';
import { callerOf } from '../sign-in/caller.js';
import type { Surroundings } from '../surroundings.js';
import { parcelsAnswer } from './parcels-answer.js';
import { stepAfter } from './step-after.js';

/** A change that a caller asks for: where, with which body, and the command that it becomes. */
export interface ParcelsChange {
  readonly orderId: OrderId;
  readonly route: string;
  readonly body: unknown;
  /** Ids of new parcels are made from the command's, so that a retry tells the same ones. */
  readonly command: (commandId: string, at: string) => DeliveryCommand;
  /** The same wish with the second word that a change after all was sent needs. */
  readonly forced: NextStep;
  /** Where in the body the one parcel stands; absent: in a list, each at its place. */
  readonly parcelAt?: string;
}

/** Changes what is told of an order's parcels; answers all that is told of them by then. */
export async function changeParcels(
  surroundings: Surroundings,
  request: FastifyRequest,
  reply: FastifyReply,
  { orderId, route, body, command, forced, parcelAt }: ParcelsChange,
) {
  const { ports, views } = surroundings;
  const wish = wishOf(surroundings, request, { orderId, stream: 'delivery', route, body });
  const answer = await sendToOrder(
    surroundings,
    request,
    wish,
    command(wish.commandId, ports.clock.now()),
  );
  const yes = await acceptedByOrder(surroundings, request, { wish, answer }, (refusal) =>
    refusedByDelivery(refusal, stepAfter(refusal, orderId, forced), parcelAt),
  );
  tellPosition(reply, yes);
  reply.header('ETag', etagOf({ delivery: yes.revision }));
  await caughtUp(yes.position, views.deliveries);
  const delivery = await ownDocument(views.deliveries, orderId, callerOf(request).tenant);
  assert(delivery !== undefined, 'a delivery that took a command is shown');
  return parcelsAnswer(delivery);
}

/** A refusal of the delivery as a problem; wrong parcels are pointed at, one by one. */
export function refusedByDelivery(
  { code, details = {} }: Refusal,
  nextStep?: NextStep,
  parcelAt?: string,
): Problem {
  if (code === 'parcel-unknown') return notFound();
  const { problems, ...figures } = details;
  if (!Array.isArray(problems)) return refusedBy('delivery', { code, details: figures }, nextStep);
  const wrong = problems as readonly { readonly index: number; readonly problem: Wrong }[];
  return new Problem(`delivery.${code}`, {
    errors: wrong.map(({ index, problem }) => {
      const place = parcelAt ?? `/parcels/${index}`;
      const field = problem === 'method-not-agreed' ? 'method' : 'tracking';
      return { detail: WORDS[problem], pointer: `${place}/${field}` };
    }),
  });
}

type Wrong = keyof typeof WORDS;

const WORDS = {
  'tracking-code-missing': 'is required: this carrier is followed by it',
  'tracking-code-malformed': "is not one of this carrier's tracking codes",
  'method-not-agreed': 'is no way of delivery that was agreed: use another one',
  'told-already': 'is the code of a parcel that was told already',
  'told-twice': 'is told twice in this request',
  'parcel-id-used': 'is told of a parcel that is there with other words',
} as const;
