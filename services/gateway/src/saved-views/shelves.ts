import {
  shelfIdOf,
  type SavedViewId,
  type SavedViews,
  type ShelfId,
  type ShelfOwner,
} from '@libs/contracts';
import type { MerchantId } from '@libs/kernel';
import type { FastifyRequest } from 'fastify';
import { savedViewPath } from '../answers/links.js';
import type { Named } from '../answers/timeline-names.js';
import { merchantOf } from '../reading.js';
import { callerOf } from '../sign-in/caller.js';
import type { Surroundings } from '../surroundings.js';

/** Saved views of one owner as a caller sees them; `part` names the shelf in an ETag. */
export interface Shelf {
  readonly part: 'ownViews' | 'sharedViews';
  readonly shelfId: ShelfId;
  readonly merchantId: MerchantId;
  readonly owner: ShelfOwner;
  /** Absent until the first view is saved. */
  readonly document: SavedViews | undefined;
}

/** The shelves of a caller, found by token alone: one's own, then the one that is shared. */
export async function shelvesOf(
  { views }: Pick<Surroundings, 'views'>,
  request: FastifyRequest,
): Promise<readonly [own: Shelf, shared: Shelf]> {
  const merchantId = merchantOf(request);
  const { userId } = callerOf(request);
  const own = placeOf('ownViews', merchantId, { kind: 'user', userId });
  const shared = placeOf('sharedViews', merchantId, { kind: 'merchant' });
  const saved = await views.savedViews.load([own.shelfId, shared.shelfId]);
  const filled = (shelf: typeof own): Shelf => ({
    ...shelf,
    document: saved.get(shelf.shelfId)?.document,
  });
  return [filled(own), filled(shared)];
}

const placeOf = (part: Shelf['part'], merchantId: MerchantId, owner: ShelfOwner) => ({
  ...{ part, merchantId, owner },
  shelfId: shelfIdOf(merchantId, owner),
});

export type StandingView = SavedViews['views'][number];

/** The view of that id on a shelf, if it stands there. */
export const viewOn = ({ document }: Shelf, viewId: SavedViewId): StandingView | undefined =>
  document?.views.find((view) => view.viewId === viewId);

/** A saved view as it is told, with the list and the file that it asks for. */
export function savedViewAnswer(
  { viewId, name, filters, savedBy, savedAt, changedAt }: StandingView,
  { part }: Pick<Shelf, 'part'>,
  named: (actor: { readonly kind: 'user'; readonly id: string }) => Named,
) {
  const query = new URLSearchParams(filters).toString();
  const asked = query === '' ? '' : `?${query}`;
  return {
    ...{ viewId, name, filters },
    shared: part === 'sharedViews',
    savedBy: named({ kind: 'user', id: savedBy }),
    ...{ savedAt, changedAt },
    links: {
      self: savedViewPath(viewId),
      transactions: `/v1/transactions${asked}`,
      export: `/v1/transactions/export${asked}`,
    },
  };
}
