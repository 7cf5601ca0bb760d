import { ERASED, savedViewsView, type SavedViews, type ShelfEvent } from '@libs/contracts';
import { existing, type Named, type Projection, type Recorded } from '@libs/kernel';

/** The views that an owner has saved; one whose user was erased can only be removed. */
export const savedViews: Projection<SavedViews, ShelfEvent> = {
  name: savedViewsView.name,
  version: savedViewsView.version,
  documentId: ({ data }) => data.shelfId,
  on: {
    ViewSaved: (shelf, { data, revision }) => {
      const { shelfId, merchantId, owner, viewId, view, savedBy, savedAt } = data;
      const saved = { viewId, ...contentsOf(view), savedBy, savedAt, changedAt: savedAt };
      return { shelfId, merchantId, owner, views: [...(shelf?.views ?? []), saved], revision };
    },
    SavedViewChanged: existing(
      (
        shelf,
        { data: { viewId, view, savedBy, changedAt }, revision }: Told<'SavedViewChanged'>,
      ) => ({
        ...shelf,
        views: shelf.views.map((each) =>
          each.viewId === viewId ? { ...each, ...contentsOf(view), savedBy, changedAt } : each,
        ),
        revision,
      }),
    ),
    SavedViewRemoved: existing((shelf, { data, revision }: Told<'SavedViewRemoved'>) => ({
      ...shelf,
      views: shelf.views.filter(({ viewId }) => viewId !== data.viewId),
      revision,
    })),
  },
};

type Told<Type extends ShelfEvent['type']> = Recorded<Named<ShelfEvent, Type>>;

const contentsOf = (view: Told<'ViewSaved'>['data']['view']) =>
  view === ERASED ? { name: ERASED, filters: {} } : view;
