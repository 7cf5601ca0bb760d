import { FIND_MAX, type Find, type OpenView, type Saved, type Value } from '@libs/view-store';

/** What is read to its end: as a page's wish, without a page. */
export interface Whole<Document> {
  readonly where: Find['where'];
  readonly search?: string | undefined;
  readonly sort: Find['sort'];
  readonly sortValue: (document: Document) => Value;
}

/**
 * Everything that matches, page by page behind the last row, in one order: a row that stays in the
 * filter comes once, whatever comes and goes meanwhile. Nothing is held between pages.
 */
export async function* allThatMatch<Document extends object>(
  view: Pick<OpenView<Document>, 'find'>,
  { where, search, sort, sortValue }: Whole<Document>,
): AsyncGenerator<readonly Document[]> {
  const query = { where, sort, limit: FIND_MAX, ...(search !== undefined && { search }) };
  let last: Saved<Document> | undefined;
  do {
    const after = last && { after: { value: sortValue(last.document), id: last.id } };
    const page = await view.find({ ...query, ...after });
    yield page.map(({ document }) => document);
    last = page.length === FIND_MAX ? page.at(-1) : undefined;
  } while (last !== undefined);
}
