import { SAVED_VIEWS_MAX, type ShelfCommand } from '@libs/contracts';
import { fold } from '@libs/kernel';
import { aggregateContract, runOf } from '@libs/testing';
import fc from 'fast-check';
import { shelf } from './shelf.decider.js';
import { change, named, remove, save } from './shelf.fixtures.js';

const number = fc.integer({ min: 1, max: SAVED_VIEWS_MAX + 5 });
const name = fc.constantFrom('Open', 'open', 'Late', 'Mine', 'All');
const anyName = fc.oneof(
  name,
  number.map((each) => `View ${each}`),
);
const command: fc.Arbitrary<ShelfCommand> = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(number, anyName).map(([id, called]) => save(id, called)) },
  fc.tuple(number, anyName).map(([id, called]) => change(id, named(called))),
  number.map((id) => remove(id)),
);
const commands = fc.array(command, { maxLength: 120, size: 'max' });
const run = runOf(shelf);

describe('whatever is asked of a shelf', () => {
  aggregateContract(shelf, commands);

  it('has no name twice, and never too many views', () =>
    fc.assert(
      fc.property(commands, (all) => {
        const views = [...fold(shelf.decider, run(all)).values()];
        const names = views.map((view) => (view === 'erased' ? '' : view.name.toLowerCase()));
        expect(new Set(names).size).toBe(names.length);
        expect(views.length).toBeLessThanOrEqual(SAVED_VIEWS_MAX);
      }),
    ));
});
