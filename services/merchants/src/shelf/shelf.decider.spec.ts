import { ERASED, SAVED_VIEWS_MAX, type ShelfEvent } from '@libs/contracts';
import { specFor } from '@libs/testing';
import { shelfDecider } from './shelf.decider.js';
import { change, changed, LATER, named, remove, removed, save, saved } from './shelf.fixtures.js';

const given = specFor(shelfDecider);
const several = (count: number): readonly ShelfEvent[] =>
  Array.from({ length: count }, (_none, index) => saved(index, `View ${index}`));

describe('saving a view', () => {
  it('begins a shelf', () => given().when(save(1, 'Open')).then(saved(1, 'Open')));

  it('changes nothing when it is told again', () =>
    given(saved(1, 'Open'))
      .when(save(1, 'Open', LATER))
      .thenNothing());

  it('is refused under the id of another one', () =>
    given(saved(1, 'Open')).when(save(1, 'Other')).thenRejected('view-id-used'));

  it.each(['Open', ' open ', 'OPEN', 'Ｏpen'])(
    'is refused under %j, which is a name on the shelf',
    (name) => given(saved(1, 'Open')).when(save(2, name)).thenRejected('name-taken'),
  );

  it('may take a name that was given up', () =>
    given(saved(1, 'Open'), changed(1, named('Other')))
      .when(save(2, 'Open'))
      .then(saved(2, 'Open')));

  it('fills a shelf to its end', () =>
    given(...several(SAVED_VIEWS_MAX - 1))
      .when(save(99, 'Last'))
      .then(saved(99, 'Last')));

  it('is refused on a full shelf, and possible again when one is gone', () => {
    const full = several(SAVED_VIEWS_MAX);
    given(...full)
      .when(save(99, 'One more'))
      .thenRejected('too-many-views');
    given(...full, removed(0))
      .when(save(99, 'One more'))
      .then(saved(99, 'One more'));
  });
});

describe('changing a saved view', () => {
  it('gives it another name, or other filters', () => {
    given(saved(1, 'Open'))
      .when(change(1, named('Late')))
      .then(changed(1, named('Late')));
    const filters = { name: 'OPEN', filters: { method: 'FI50' } };
    given(saved(1, 'Open')).when(change(1, filters)).then(changed(1, filters));
  });

  it('changes nothing when it says nothing new', () =>
    given(saved(1, 'Open'))
      .when(change(1, named('Open')))
      .thenNothing());

  it('is refused for the name of another one', () =>
    given(saved(1, 'Open'), saved(2, 'Late'))
      .when(change(2, named('open')))
      .thenRejected('name-taken'));

  it('is refused where there is none', () =>
    given(saved(1, 'Open'), removed(1))
      .when(change(1, named('Open')))
      .thenRejected('view-unknown'));

  it('writes anew what was erased with its user', () => {
    const erased = saved(1, 'Open');
    const event = { ...erased, data: { ...erased.data, view: ERASED } } as ShelfEvent;
    given(event)
      .when(change(1, named('Open')))
      .then(changed(1, named('Open')));
    given(event).when(save(2, 'erased')).then(saved(2, 'erased'));
  });
});

describe('removing a saved view', () => {
  it('leaves the others', () =>
    given(saved(1, 'Open'), saved(2, 'Late')).when(remove(1)).then(removed(1)));

  it('is refused where there is none', () =>
    given(saved(1, 'Open'), removed(1)).when(remove(1)).thenRejected('view-unknown'));
});
