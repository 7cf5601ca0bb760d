import {
  ERASED,
  SAVED_VIEWS_MAX,
  ShelfCommand,
  ShelfEvent,
  type SavedView,
  type SavedViewId,
} from '@libs/contracts';
import {
  accept,
  assert,
  reject,
  sameContents,
  type Aggregate,
  type Decider,
  type Decision,
  type Named,
  type Refusal,
} from '@libs/kernel';

export const shelfDecider: Decider<ShelfCommand, ShelfState, ShelfEvent, ShelfRejection> = {
  initialState: new Map(),
  decide,
  evolve,
};

/** One stream per owner: a name is one view's on its shelf, under any concurrency. */
export const shelf: Aggregate<ShelfCommand, ShelfState, ShelfEvent, ShelfRejection> = {
  category: 'shelf',
  command: ShelfCommand,
  event: ShelfEvent,
  decider: shelfDecider,
  streamId: ({ data }) => data.shelfId,
  begins: ['SaveView'],
};

/** The views that stand on the shelf; one whose user was erased has no contents any more. */
export type ShelfState = ReadonlyMap<SavedViewId, SavedView | typeof ERASED>;

export type ShelfRejection = Refusal<
  'view-id-used' | 'view-unknown' | 'name-taken' | 'too-many-views'
>;

type Command<Type extends ShelfCommand['type']> = Named<ShelfCommand, Type>['data'];
type ShelfDecision = Decision<ShelfEvent, ShelfRejection>;

function decide(command: ShelfCommand, views: ShelfState): ShelfDecision {
  switch (command.type) {
    case 'SaveView':
      return saveView(command.data, views);
    case 'ChangeSavedView':
      return changeSavedView(command.data, views);
    case 'RemoveSavedView':
      return removeSavedView(command.data, views);
  }
}

function saveView({ at, ...saved }: Command<'SaveView'>, views: ShelfState): ShelfDecision {
  const earlier = views.get(saved.viewId);
  if (earlier !== undefined)
    return sameContents(earlier, saved.view) ? accept() : reject('view-id-used');
  if (views.size >= SAVED_VIEWS_MAX) return reject('too-many-views', { max: SAVED_VIEWS_MAX });
  if (isTaken(views, saved)) return reject('name-taken', { name: saved.view.name });
  return accept({ type: 'ViewSaved', data: { ...saved, savedAt: at } });
}

function changeSavedView(
  { at, ...changed }: Command<'ChangeSavedView'>,
  views: ShelfState,
): ShelfDecision {
  const earlier = views.get(changed.viewId);
  if (earlier === undefined) return reject('view-unknown');
  if (sameContents(earlier, changed.view)) return accept();
  if (isTaken(views, changed)) return reject('name-taken', { name: changed.view.name });
  return accept({ type: 'SavedViewChanged', data: { ...changed, changedAt: at } });
}

function removeSavedView(
  { at, ...removed }: Command<'RemoveSavedView'>,
  views: ShelfState,
): ShelfDecision {
  if (!views.has(removed.viewId)) return reject('view-unknown');
  return accept({ type: 'SavedViewRemoved', data: { ...removed, removedAt: at } });
}

/** Whether another view has this name: as people read it, not letter by letter. */
function isTaken(
  views: ShelfState,
  { viewId, view: { name } }: Pick<Command<'SaveView'>, 'viewId' | 'view'>,
): boolean {
  return [...views].some(
    ([id, other]) => id !== viewId && other !== ERASED && asRead(other.name) === asRead(name),
  );
}

const asRead = (name: string): string =>
  name.normalize('NFKC').trim().replace(/\s+/gu, ' ').toLowerCase();

function evolve(views: ShelfState, { type, data }: ShelfEvent): ShelfState {
  const next = new Map(views);
  switch (type) {
    case 'ViewSaved':
      assert(!views.has(data.viewId), 'a view is saved once');
      return next.set(data.viewId, data.view);
    case 'SavedViewChanged':
      assert(views.has(data.viewId), 'a view is changed while it stands on the shelf');
      return next.set(data.viewId, data.view);
    case 'SavedViewRemoved':
      assert(next.delete(data.viewId), 'a view is removed while it stands on the shelf');
      return next;
  }
}
