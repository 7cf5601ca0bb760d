import { existing, project, type Projection } from './projection.js';
import type { Recorded } from '../messages/recorded.js';

interface Opened {
  readonly type: 'Opened';
  readonly data: { readonly name: string };
}
interface Counted {
  readonly type: 'Counted';
  readonly data: { readonly by: number };
}
interface Removed {
  readonly type: 'Removed';
  readonly data: object;
}
type Event = Opened | Counted | Removed;

interface Tally {
  readonly name: string;
  readonly count: number;
}

const tally: Projection<Tally, Event> = {
  name: 'tally',
  version: 1,
  documentId: ({ stream }) => stream,
  on: {
    Opened: (_none, { data }) => ({ name: data.name, count: 0 }),
    Counted: existing((document, { data }) => ({ ...document, count: document.count + data.by })),
    Removed: () => undefined,
  },
};

const recorded = (event: Event | { readonly type: 'Other'; readonly data: object }) =>
  event as Recorded<Event>;
const opened = recorded({ type: 'Opened', data: { name: 'apples' } });
const counted = recorded({ type: 'Counted', data: { by: 2 } });

describe('a document that follows from events', () => {
  it('begins with nothing', () =>
    expect(project(tally, undefined, opened)).toEqual({ name: 'apples', count: 0 }));

  it('goes on from what it was, which stays as it was', () => {
    const before = Object.freeze({ name: 'apples', count: 1 });
    expect(project(tally, before, counted)).toEqual({ name: 'apples', count: 3 });
    expect(before.count).toBe(1);
  });

  it('stays the same document under events that it does not care about', () => {
    const before = { name: 'apples', count: 1 };
    expect(project(tally, before, recorded({ type: 'Other', data: {} }))).toBe(before);
    expect(project(tally, undefined, recorded({ type: 'Other', data: {} }))).toBeUndefined();
  });

  it('may end', () =>
    expect(
      project(tally, { name: 'apples', count: 1 }, recorded({ type: 'Removed', data: {} })),
    ).toBeUndefined());

  it('stops loudly when its beginning is missing', () =>
    expect(() => project(tally, undefined, counted)).toThrow('Counted concerns a known document'));
});
