import { assert } from '@libs/kernel';
import { checkCount, checkFind, declarationOf } from '../declaration.js';
import type { Declaration } from '../declaration.js';
import { ViewBehind, ViewMoved, ViewStoreUnavailable } from '../view-store.js';
import type { OpenView, PinnedView, Rebuild, View, ViewStore } from '../view-store.js';
import { waitersFor, type Waiters } from '../waiters.js';
import { counted, found } from './queries.js';
import { newVersion, saveInto, savedIn, type Version } from './version.js';

/** Keeps documents in this process: for specs, and as the plainest reading of the port. */
export function memoryViewStore(): ViewStore {
  const views = new Map<string, Kept>();
  const closed = { is: false };

  const keptFor = <Document extends object>(declaration: Declaration<Document>): Kept => {
    const { key } = declaration;
    const kept = views.get(declaration.view.name);
    if (kept?.key === key) return kept;
    const fresh = keep(declaration.view.name, key);
    views.set(declaration.view.name, fresh);
    return fresh;
  };

  return {
    open: <Document extends object>(view: View<Document>) =>
      answered(() => {
        assert(!closed.is, 'a closed store opens no view');
        const declaration = declarationOf(view);
        const kept = keptFor(declaration);
        return openView(declaration, kept, () => {
          if (closed.is || views.get(view.name) !== kept)
            throw new ViewStoreUnavailable(`view ${view.name} is closed or was declared anew`);
          return kept;
        });
      }),
    close: () =>
      answered(() => {
        closed.is = true;
        for (const [name, { waiters }] of views)
          waiters.fail(new ViewStoreUnavailable(`view ${name} is closed`));
      }),
  };
}

/** One declared view: the version that is read, and who waits for it. */
interface Kept {
  readonly key: string;
  readonly waiters: Waiters;
  current: Version;
}

function keep(name: string, key: string): Kept {
  const kept: Kept = {
    key,
    current: newVersion(),
    waiters: waitersFor(name, () => kept.current.position),
  };
  return kept;
}

function openView<Document extends object>(
  declaration: Declaration<Document>,
  opened: Kept,
  keptNow: () => Kept,
): OpenView<Document> {
  const pinnedTo = (version: () => Version): PinnedView<Document> => ({
    load: (ids) => answered(() => savedIn<Document>(version(), ids)),
    save: (changes, position) =>
      answered(() => {
        saveInto(declaration, version(), changes, position);
        opened.waiters.reached(opened.current.position);
      }),
    position: () => answered(() => version().position),
  });

  return {
    ...pinnedTo(() => keptNow().current),
    find: (query) =>
      answered(() => {
        checkFind(declaration, query);
        return found<Document>(keptNow().current, query);
      }),
    count: (query) =>
      answered(() => {
        checkCount(declaration, query);
        return counted(keptNow().current, query);
      }),
    caughtUp: async (position, { timeoutMs }) => {
      if (keptNow().current.position < position) await opened.waiters.wait(position, timeoutMs);
    },
    pinned: () =>
      answered(() => {
        const pinned = keptNow().current;
        return pinnedTo(() => {
          if (keptNow().current !== pinned) throw new ViewMoved(declaration.view.name);
          return pinned;
        });
      }),
    rebuild: () => answered(() => rebuildOf(declaration.view.name, keptNow, pinnedTo)),
  };
}

function rebuildOf<Document extends object>(
  name: string,
  keptNow: () => Kept,
  pinnedTo: (version: () => Version) => PinnedView<Document>,
): Rebuild<Document> {
  const version = newVersion();
  const state = { is: 'filling' as 'filling' | 'published' | 'abandoned' };
  const filling = () => {
    keptNow();
    if (state.is !== 'filling') throw new ViewMoved(name);
    return version;
  };
  return {
    target: pinnedTo(filling),
    publish: () =>
      answered(() => {
        const { position } = filling();
        const kept = keptNow();
        if (position < kept.current.position)
          throw new ViewBehind(name, kept.current.position, position);
        state.is = 'published';
        kept.current = version;
        kept.waiters.reached(position);
      }),
    abandon: () =>
      answered(() => {
        if (state.is === 'filling') state.is = 'abandoned';
      }),
  };
}

/** Answers as an engine elsewhere would: later, and with its failures as rejections. */
const answered = async <Answer>(answer: () => Answer): Promise<Answer> => {
  await Promise.resolve();
  return answer();
};
