import { START, type EventStore } from '@libs/event-store';
import type { Position } from '@libs/kernel';
import type { OpenView, View, ViewStore } from '@libs/view-store';

/** The views were made from another log than the one given: one of the two was swapped. */
export class ViewsOfAnotherLog extends Error {
  override readonly name = 'ViewsOfAnotherLog';
  constructor() {
    super(
      'the views were made from another log: name the views that belong to it, or take these away, ' +
        'and they are made anew',
    );
  }
}

/** What a log begins with; it tells a log from every other one, and from none. */
export interface FirstEvent {
  readonly id: string;
  readonly position: Position;
}

/** Absent for a log that is still empty. */
export async function firstEventOf(
  store: Pick<EventStore, 'readAll'>,
): Promise<FirstEvent | undefined> {
  const { events } = await store.readAll({ after: START, limit: 1 });
  const [first] = events;
  return first === undefined ? undefined : { id: first.id, position: first.position };
}

/** Remembers among the views which log they are made from. */
const originView: View<{ readonly firstEventId: string }> = {
  name: 'origin',
  version: 1,
  fields: {},
  indexes: [],
  search: [],
};

const LOG = 'log';

/**
 * Fails with `ViewsOfAnotherLog`. The first to ask leaves the mark that all later ones are held
 * against; an empty log has no views yet. Answers the view, for whoever asks whether it is there.
 */
export async function checkViews(
  views: ViewStore,
  first: FirstEvent | undefined,
): Promise<Pick<OpenView<object>, 'position'>> {
  const origin = await views.open(originView);
  if (first === undefined) return origin;
  const { id: firstEventId, position } = first;
  const seen = (await origin.load([LOG])).get(LOG);
  if (seen === undefined)
    await origin.save([{ id: LOG, document: { firstEventId }, position }], position);
  else if (seen.document.firstEventId !== firstEventId) throw new ViewsOfAnotherLog();
  return origin;
}
