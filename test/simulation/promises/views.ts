import { categoryOf, project, type Recorded } from '@libs/kernel';
import { canonicalJson } from '@libs/personal-data';
import type { ServiceDefinition, Shown } from '@libs/platform';
import type { Settled } from './log.js';

type Showing = Pick<ServiceDefinition, 'shows' | 'times' | 'mails'>;

/** Documents of views that are not what the store's events fold to, by view and id. */
export async function viewsUnlikeTheirFold(
  { ports: { views } }: Settled,
  log: readonly Recorded[],
  services: readonly Showing[],
): Promise<readonly string[]> {
  const broken: string[] = [];
  for (const { projection, view, categories } of services.flatMap(shownBy)) {
    const folded = foldOf(projection, log, categories);
    const openView = await views.open(view);
    const saved = await openView.load([...folded.keys()]);
    for (const [id, document] of folded)
      if (canonicalJson(saved.get(id)?.document) !== canonicalJson(document))
        broken.push(`${view.name} ${id} is not the fold of its events`);
  }
  return broken;
}

/** What people see, what falls due and what buyers are to be told. */
const shownBy = ({ shows, times = [], mails = [] }: Showing): readonly Shown[] => [
  ...shows,
  ...times,
  ...mails.map(({ shown }) => shown),
];

function foldOf(
  projection: Shown['projection'],
  log: readonly Recorded[],
  categories: readonly string[],
): ReadonlyMap<string, unknown> {
  const documents = new Map<string, unknown>();
  for (const event of log) {
    if (projection.on[event.type] === undefined) continue;
    if (!categories.includes(categoryOf(event.stream))) continue;
    const id = projection.documentId(event);
    documents.set(id, project(projection, documents.get(id), event));
  }
  return documents;
}
