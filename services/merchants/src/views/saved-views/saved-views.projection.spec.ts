import { ERASED, SavedViews, type ShelfEvent } from '@libs/contracts';
import { MERCHANT, recorded, viewOf } from '@libs/testing';
import {
  AT,
  changed,
  LATER,
  LIISA,
  named,
  OWNER,
  PEKKA,
  removed,
  saved,
  SHELF,
  viewIdOf,
} from '../../shelf/shelf.fixtures.js';
import { savedViews } from './saved-views.projection.js';

const given = (...events: readonly ShelfEvent[]) =>
  viewOf(savedViews)(...events.map((event, revision) => recorded(event, { revision })));
const standing = (number: number, name: string) => ({
  ...{ viewId: viewIdOf(number), ...named(name), savedBy: LIISA, savedAt: AT, changedAt: AT },
});

describe('the saved views of an owner', () => {
  it('are shown in the order in which they were saved', () => {
    const { document, then } = given(saved(1, 'Open'), saved(2, 'Late'));
    then({
      ...{ shelfId: SHELF, merchantId: MERCHANT, owner: OWNER, revision: 1 },
      views: [standing(1, 'Open'), standing(2, 'Late')],
    });
    expect(SavedViews.parse(document)).toEqual(document);
  });

  it('show what was changed, by whom and when, in its place', () =>
    given(saved(1, 'Open'), saved(2, 'Late'), changed(1, named('New'))).thenShows({
      revision: 2,
      views: [{ ...standing(1, 'New'), savedBy: PEKKA, changedAt: LATER }, standing(2, 'Late')],
    }));

  it('are without one that was removed, and stay a shelf when the last one is', () => {
    given(saved(1, 'Open'), saved(2, 'Late'), removed(1)).thenShows({
      views: [standing(2, 'Late')],
    });
    given(saved(1, 'Open'), removed(1)).thenShows({ views: [], revision: 1 });
  });

  it('show one of an erased user without its words', () => {
    const event = saved(1, 'Open');
    given({ ...event, data: { ...event.data, view: ERASED } } as ShelfEvent).thenShows({
      views: [{ ...standing(1, ERASED), filters: {} }],
    });
  });
});
