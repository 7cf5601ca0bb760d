import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { at, parcel, parcels, type Parcel } from '../contract/parcels.fixtures.js';
import { memoryViewStore } from '../memory/index.js';
import type { Condition, Find, OpenView, ViewStore } from '../view-store.js';
import { sqliteViewStore } from './index.js';

/** Enough for every way to answer: walks, glances, few rows, and overlaid words. */
const DOCUMENTS = 9_000;

const names = ['Liisa', 'Matti', 'Åsa', 'Öhman', 'Järvinen'];
const statuses = ['sent', 'lost', 'kept', 'rare'];

/** Spread, but the same in every run. */
const spread = (index: number, below: number): number =>
  Math.floor((((index * 2654435761) % 2 ** 32) / 2 ** 32) * below);

const document = (index: number): Partial<Parcel> => ({
  owner: index % 50 === 0 ? 'small' : 'me',
  // Liisa is never Matti: two common words may have no document together.
  receiver: `${names[index % 2]} ${names[2 + spread(index, 3)]} ${spread(index + 7, 4000)}`,
  status: statuses[index % 997 === 0 ? 3 : spread(index + 1, 3)] ?? '',
  ...(index % 11 !== 0 && { sentAt: `2026-01-${String(10 + spread(index + 2, 20))}` }),
  money: { paid: { minorUnits: spread(index + 3, 5000) } },
});

const status = fc.constantFrom(...statuses);
const statusCondition: fc.Arbitrary<Condition> = fc.oneof(
  status.map((is) => ({ is })),
  fc.array(status, { maxLength: 4 }).map((values) => ({ in: values })),
);
const rangeOf = <Value extends string | number>(value: fc.Arbitrary<Value>) =>
  fc.record({ from: value, to: value }, { requiredKeys: [] });
const sentAt = fc.integer({ min: 10, max: 31 }).map((day) => `2026-01-${day}`);
const minorUnits = fc.integer({ min: -10, max: 5010 });

const query: fc.Arbitrary<Find> = fc
  .record(
    {
      where: fc.record(
        {
          owner: fc.constantFrom<Condition>({ is: 'me' }, { is: 'small' }, { in: ['me', 'x'] }),
          status: statusCondition,
          sentAt: rangeOf(sentAt),
          'money.paid.minorUnits': rangeOf(minorUnits),
        },
        { requiredKeys: [] },
      ),
      search: fc
        .array(fc.constantFrom('liisa', 'matti', 'm', 'jar', '12', 'öhman', '777', 'none'), {
          maxLength: 3,
        })
        .map((words) => words.join(' ')),
      sort: fc.record({
        by: fc.constantFrom('sentAt', 'money.paid.minorUnits', 'status'),
        direction: fc.constantFrom('ascending' as const, 'descending' as const),
      }),
      limit: fc.constantFrom(1, 26, 1000),
    },
    { requiredKeys: ['where', 'sort', 'limit'] },
  )
  .chain((asked) =>
    fc.option(fc.nat(DOCUMENTS), { nil: undefined }).map((index) => {
      if (index === undefined) return asked;
      const texts = new Map([
        ['sentAt', '2026-01-20'],
        ['status', 'lost'],
      ]);
      const value = texts.get(asked.sort.by) ?? spread(index, 5000);
      return { ...asked, after: { value, id: `id-${index}` } };
    }),
  );

describe('whatever is asked of a views file', () => {
  const directory = mkdtempSync(join(tmpdir(), 'views-'));
  const stores: ViewStore[] = [];
  const views: OpenView<Parcel>[] = [];

  beforeAll(async () => {
    const changes = Array.from({ length: DOCUMENTS }, (_, index) =>
      parcel(`id-${index}`, document(index)),
    );
    for (const store of [
      memoryViewStore(),
      await sqliteViewStore({ file: join(directory, 'views.db') }),
    ]) {
      const view = await store.open(parcels);
      await view.save(changes, at(1));
      stores.push(store);
      views.push(view);
    }
  });
  afterAll(async () => {
    for (const store of stores) await store.close();
    rmSync(directory, { recursive: true, force: true });
  });

  it('is answered as the plainest reading answers it', () =>
    fc.assert(
      fc.asyncProperty(query, async (asked) => {
        const [plain, planned] = await Promise.all(
          views.map(async (view) => (await view.find(asked)).map(({ id }) => id)),
        );
        expect(planned).toEqual(plain);
      }),
      { numRuns: 80 },
    ));

  it('is counted as the plainest reading counts it', () =>
    fc.assert(
      fc.asyncProperty(query, async ({ where }) => {
        const [plain, planned] = await Promise.all(
          views.map((view) => view.count({ where, by: 'status', oldest: 'sentAt' })),
        );
        expect(planned).toEqual(plain);
      }),
      { numRuns: 20 },
    ));
});
