import type { Delivery } from '@libs/contracts';
import { assert } from '@libs/kernel';
import { caughtUp } from '@libs/platform';
import type { FastifyRequest } from 'fastify';
import type { Accepted } from '../commands/accepted.js';
import type { Exchange } from '../commands/exchange.js';
import { acceptedByOrder, sendToOrder, type OrderWish } from '../commands/order-command.js';
import { wishIdsOf } from '../commands/wish.js';
import { etagOf, revisionIn } from '../http/etag.js';
import { languageOf } from '../http/language.js';
import { traceOf } from '../http/trace.js';
import type { ManyParcels } from '../input/parcels-body.js';
import { problemDocument } from '../problems/problem-document.js';
import { problemOf } from '../problems/problem-filter.js';
import { Problem } from '../problems/problem.js';
import type { Surroundings } from '../surroundings.js';
import { addingParcels, tellForced } from './adding-parcels.js';
import { refusedByDelivery } from './change-parcels.js';
import { parcelsAnswer } from './parcels-answer.js';
import { stepAfter } from './step-after.js';

type Item = ManyParcels['items'][number];

/** What became of one item: told, or the problem that its own request would have met. */
type Outcome = { readonly yes: Accepted } | { readonly problem: Problem };

const ROUTE = 'POST /v1/parcels';
/** So many orders are asked at once. */
const AT_ONCE_MAX = 20;

/**
 * Tells parcels of many orders: a command for each, under an id made from the key and its order,
 * so that the request sent again does what is missing and nothing twice (ADR 35).
 */
export async function tellMany(
  surroundings: Surroundings,
  { request, reply }: Exchange,
  { items }: ManyParcels,
) {
  const outcomes: Outcome[] = [];
  for (let from = 0; from < items.length; from += AT_ONCE_MAX) {
    const some = items.slice(from, from + AT_ONCE_MAX);
    const ends = some.map((item) => tellOne(surroundings, request, item));
    outcomes.push(...(await Promise.all(ends)));
  }
  const told = outcomes.flatMap((outcome) => ('yes' in outcome ? [outcome.yes] : []));
  const position = told
    .map((yes) => yes.position)
    .sort()
    .at(-1);
  if (position !== undefined) {
    reply.header('Extranet-Position', position);
    await caughtUp(position, surroundings.views.deliveries);
  }
  if (told.length === items.length && told.every(({ repeated }) => repeated))
    reply.header('Idempotency-Hit', 'true');
  const deliveries = await surroundings.views.deliveries.load(items.map(({ orderId }) => orderId));
  return {
    items: items.map((item, index) => {
      const delivery = deliveries.get(item.orderId)?.document;
      return answerOf(request, { item, index, delivery, outcome: outcomes[index] });
    }),
  };
}

async function tellOne(
  surroundings: Surroundings,
  request: FastifyRequest,
  item: Item,
): Promise<Outcome> {
  const wish = wishOf(surroundings, request, item);
  const { orderId } = item;
  const command = addingParcels(orderId, item)(wish.commandId, surroundings.ports.clock.now());
  try {
    const answer = await sendToOrder(surroundings, request, wish, command);
    const yes = await acceptedByOrder(surroundings, request, { wish, answer }, (refusal) =>
      refusedByDelivery(refusal, stepAfter(refusal, orderId, tellForced(orderId))),
    );
    return { yes };
  } catch (error) {
    const problem = problemOf(error);
    // A mistake of ours is told as one, of the whole request; what was told by then stays told.
    if (problem.code === 'internal-error') throw error;
    return { problem };
  }
}

/** The wish of one item: what `ifMatch` says is no part of it, as nowhere (ADR 18). */
function wishOf(
  surroundings: Surroundings,
  request: FastifyRequest,
  { orderId, ifMatch, ...body }: Item,
): OrderWish {
  return {
    ...{ orderId, stream: 'delivery' },
    ...wishIdsOf(surroundings, request, { route: `${ROUTE} ${orderId}`, body }),
    expected: revisionIn(ifMatch, 'delivery'),
  };
}

interface ToAnswer {
  readonly item: Item;
  readonly index: number;
  readonly delivery: Delivery | undefined;
  readonly outcome: Outcome | undefined;
}

function answerOf(request: FastifyRequest, { item, index, delivery, outcome }: ToAnswer) {
  const { orderId } = item;
  assert(outcome !== undefined, 'every item has an outcome');
  if ('problem' in outcome) {
    const place = {
      language: languageOf(request.headers['accept-language']),
      instance: request.url.split('?', 1)[0] ?? '',
      traceId: traceOf(request).traceId,
    };
    const problem = problemDocument(pointedAt(outcome.problem, index), place);
    return { outcome: 'problem' as const, orderId, problem };
  }
  const { repeated, position, revision } = outcome.yes;
  assert(delivery !== undefined, 'a delivery that took a command is shown');
  return {
    ...{ outcome: 'told' as const, orderId, repeated, position },
    etag: etagOf({ delivery: revision }),
    delivery: parcelsAnswer(delivery),
  };
}

/** Pointers lead from the top of the request. */
function pointedAt({ code, particulars }: Problem, index: number): Problem {
  const { errors } = particulars;
  if (errors === undefined) return new Problem(code, particulars);
  return new Problem(code, {
    ...particulars,
    errors: errors.map((each) => ({ ...each, pointer: `/items/${index}${each.pointer}` })),
  });
}
