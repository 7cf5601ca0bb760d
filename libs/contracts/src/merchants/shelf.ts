import { command, event, idFrom, MerchantId, text, Timestamp, UserId, z } from '@libs/kernel';
import { personal } from '../fields/personal.js';

export const ShelfId = z.uuid().brand<'ShelfId'>();
export type ShelfId = z.infer<typeof ShelfId>;

export const SavedViewId = z.uuid().brand<'SavedViewId'>();
export type SavedViewId = z.infer<typeof SavedViewId>;

/** Whose views stand on a shelf: one user's, or those that a merchant's people share. */
export const ShelfOwner = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('user'), userId: UserId }).readonly(),
  z.strictObject({ kind: z.literal('merchant') }).readonly(),
]);
export type ShelfOwner = z.infer<typeof ShelfOwner>;

/** A shelf is found by whose it is. */
export const shelfIdOf = (merchantId: MerchantId, owner: ShelfOwner): ShelfId =>
  ShelfId.parse(idFrom('shelf', merchantId, owner.kind, owner.kind === 'user' ? owner.userId : ''));

/** Views on one shelf, and filters of one view. */
export const SAVED_VIEWS_MAX = 50;
export const FILTERS_MAX = 20;

/** Filters of Account Transactions by name, as its query has them, under a name of people's own. */
export const SavedView = z
  .strictObject({
    name: text(60),
    filters: z
      .record(z.string().regex(/^[a-zA-Z]{1,40}$/u), text(1000))
      .refine((filters) => Object.keys(filters).length <= FILTERS_MAX, 'are too many')
      .readonly(),
  })
  .readonly();
export type SavedView = z.infer<typeof SavedView>;

const shelf = { shelfId: ShelfId, merchantId: MerchantId };
const view = { ...shelf, viewId: SavedViewId };
/** A name or a search may be somebody's: sealed with the key of the user who wrote it. */
const sealed = { view: personal('user', 'savedBy', SavedView), savedBy: UserId };

/** `shelf-<shelfId>`: the saved views of one owner, so that their names are told apart. */
export const ShelfEvent = z.discriminatedUnion('type', [
  event('ViewSaved', { ...view, ...sealed, owner: ShelfOwner, savedAt: Timestamp }),
  event('SavedViewChanged', { ...view, ...sealed, changedAt: Timestamp }),
  event('SavedViewRemoved', { ...view, removedAt: Timestamp }),
]);
export type ShelfEvent = z.infer<typeof ShelfEvent>;

const asked = { ...view, at: Timestamp };
const wanted = { view: SavedView, savedBy: UserId };

export const ShelfCommand = z.discriminatedUnion('type', [
  command('SaveView', { ...asked, ...wanted, owner: ShelfOwner }),
  command('ChangeSavedView', { ...asked, ...wanted }),
  command('RemoveSavedView', asked),
]);
export type ShelfCommand = z.infer<typeof ShelfCommand>;
