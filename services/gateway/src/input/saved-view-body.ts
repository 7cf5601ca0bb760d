import { text, z } from '@libs/kernel';
import { InputRefused } from '@libs/platform';
import { refuseTurnedRanges, TRANSACTION_FILTERS } from '../transactions/transactions-query.js';
import { BooleanField, Field, OptionalField, OptionalNested } from './field.js';
import { queryIn } from './query.js';
import { line } from './texts.js';

const FILTER_LENGTH_MAX = 1000;

/** The filters of Account Transactions by name, as texts of its query. */
export class FiltersBody {}

for (const [name, { description }] of Object.entries(TRANSACTION_FILTERS))
  OptionalField({ ...line(FILTER_LENGTH_MAX), description })(FiltersBody.prototype, name);

/** A view to save, for oneself or for all colleagues. */
export class ChangedViewBody {
  @Field({ ...line(60, 'Waits for our transfer'), description: 'Its name; once for each owner.' })
  readonly name!: string;

  @OptionalNested(() => FiltersBody, {
    description: 'As the query of `GET /v1/transactions` has them, each a text.',
  })
  readonly filters?: FiltersBody;
}

export class SavedViewBody extends ChangedViewBody {
  @BooleanField('For all users of the merchant; else for the caller alone. It stays so.')
  readonly shared?: boolean;
}

const Filters = z.strictObject(
  Object.fromEntries(
    Object.keys(TRANSACTION_FILTERS).map((name) => [name, text(FILTER_LENGTH_MAX).optional()]),
  ),
);

/** The same by the contract: the words of `ChangeSavedView` and `SaveView` that are the user's. */
export const ChangedView = z.strictObject({ name: text(60), filters: Filters.default({}) });
export type ChangedView = z.infer<typeof ChangedView>;

export const NewView = ChangedView.extend({ shared: z.boolean().default(false) });
export type NewView = z.infer<typeof NewView>;

/**
 * The filters as they are kept, each a text that the list takes. Fails with `InputRefused`
 * pointing into the body: what is saved works.
 */
export function filtersIn({
  filters,
}: Pick<ChangedView, 'filters'>): Readonly<Record<string, string>> {
  const given = Object.entries(filters).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  const kept = Object.fromEntries(given);
  try {
    refuseTurnedRanges(queryIn(TRANSACTION_FILTERS, kept));
  } catch (error) {
    if (!(error instanceof InputRefused)) throw error;
    throw new InputRefused(
      error.problems.map(({ detail, pointer }) => ({ detail, pointer: `/filters${pointer}` })),
    );
  }
  return kept;
}
