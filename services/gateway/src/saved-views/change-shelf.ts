import { REQUEST_TOPICS, SavedViewId, type ShelfCommand } from '@libs/contracts';
import { idFrom, type CommandAnswer, type Refusal } from '@libs/kernel';
import { caughtUp } from '@libs/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { namesFor } from '../answers/timeline-names.js';
import {
  accepted,
  refusedBy,
  tellPosition,
  type Accepted,
  type Stale,
} from '../commands/accepted.js';
import { NO_REVISION, type Exchange } from '../commands/exchange.js';
import { sendCommand } from '../commands/send-command.js';
import { staleProblem } from '../commands/stale-problem.js';
import { wishIdsOf, type Wish, type WishIds } from '../commands/wish.js';
import { etagOf, revisionIn } from '../http/etag.js';
import { Problem } from '../problems/problem.js';
import { notFound } from '../reading.js';
import type { Surroundings } from '../surroundings.js';
import { savedViewAnswer, shelvesOf, viewOn, type Shelf } from './shelves.js';

/** What is asked of a view that stands on one of the caller's shelves. */
export interface ShelfChange extends Wish {
  readonly viewId: SavedViewId;
  readonly command: (shelf: Shelf) => ShelfCommand;
}

/** Puts a new view on a shelf; its id is made from the key, so that a retry is the same view. */
export async function addToShelf(
  surroundings: Surroundings,
  { request, reply }: Exchange,
  { shared, body }: { readonly shared: boolean; readonly body: unknown },
  command: (shelf: Shelf, viewId: SavedViewId) => ShelfCommand,
): Promise<SavedViewId> {
  const wish = wishIdsOf(surroundings, request, { route: 'POST /v1/saved-views', body });
  const [own, common] = await shelvesOf(surroundings, request);
  const [shelf, other] = shared ? [common, own] : [own, common];
  const viewIdOn = ({ part }: Shelf) =>
    SavedViewId.parse(idFrom('saved-view', wish.commandId, part));
  // The shelf that is asked for tells a key that was used on it; here it was used on the other.
  if (viewOn(other, viewIdOn(other)) !== undefined) throw new Problem('idempotency-key-reused');
  const viewId = viewIdOn(shelf);
  const answer = await send(surroundings, request, { wish, command: command(shelf, viewId) });
  tell(reply, shelf, await yesOf(surroundings, request, shelf, answer));
  return viewId;
}

/** Changes a view where it stands. Adding needs no `If-Match`, for it changes no view; this does. */
export async function changeShelf(
  surroundings: Surroundings,
  { request, reply }: Exchange,
  { viewId, command, ...asked }: ShelfChange,
): Promise<void> {
  const wish = wishIdsOf(surroundings, request, asked);
  const shelves = await shelvesOf(surroundings, request);
  const standing = shelves.filter((shelf) => viewOn(shelf, viewId) !== undefined);
  // A view that stands nowhere may have been removed by this very wish: its shelf knows.
  for (const shelf of standing.length > 0 ? standing : shelves) {
    const expected = revisionIn(request.headers['if-match'], shelf.part) ?? NO_REVISION;
    const answer = await send(surroundings, request, { wish, command: command(shelf), expected });
    if (standing.length === 0 && answer.outcome !== 'accepted') continue;
    return tell(reply, shelf, await yesOf(surroundings, request, shelf, answer));
  }
  throw notFound();
}

/** A view as it stands now, after all that the caller has done. */
export async function standingView(
  surroundings: Surroundings,
  request: FastifyRequest,
  viewId: string,
) {
  const { views } = surroundings;
  for (const shelf of await shelvesOf(surroundings, request)) {
    const view = shelf.document?.views.find((each) => each.viewId === viewId);
    if (view === undefined) continue;
    const named = await namesFor(views, shelf.merchantId);
    const revisions = { [shelf.part]: shelf.document?.revision };
    return { revisions, answer: savedViewAnswer(view, shelf, named) };
  }
  throw notFound();
}

const send = (
  surroundings: Surroundings,
  request: FastifyRequest,
  asked: { readonly wish: WishIds; readonly command: ShelfCommand; readonly expected?: number },
): Promise<CommandAnswer> =>
  sendCommand(surroundings, request, {
    topic: REQUEST_TOPICS.merchants,
    key: asked.command.data.shelfId,
    ...asked.wish,
    command: asked.command,
    ...(asked.expected !== undefined && { expectedRevision: asked.expected }),
  });

/** The answer when it is yes, once it is seen; fails with the problem that another answer is. */
async function yesOf(
  surroundings: Surroundings,
  request: FastifyRequest,
  shelf: Shelf,
  answer: CommandAnswer,
): Promise<Accepted> {
  const yes = await accepted(answer, {
    rejected: refused,
    unknown: notFound,
    keyReused: () => new Problem('idempotency-key-reused'),
    stale: (stale) =>
      request.headers['if-match'] === undefined
        ? new Problem('if-match-missing')
        : changedSince(surroundings, shelf, stale),
  });
  await caughtUp(yes.position, surroundings.views.savedViews);
  return yes;
}

function tell(reply: FastifyReply, { part }: Shelf, yes: Accepted): void {
  tellPosition(reply, yes);
  reply.header('ETag', etagOf({ [part]: yes.revision }));
}

const refused = (refusal: Refusal): Problem =>
  refusal.code === 'view-unknown'
    ? notFound()
    : refusedBy('shelf', refusal, { action: 'list-saved-views', href: '/v1/saved-views' });

/** What has changed on the shelf since the caller looked, and its ETag of now. */
async function changedSince(
  { views }: Surroundings,
  { part, merchantId }: Shelf,
  stale: Stale,
): Promise<Problem> {
  const named = await namesFor(views, merchantId);
  return staleProblem(stale, { [part]: stale.actual }, named);
}
