import type { OpenView, ViewStore } from '../view-store.js';
import { parcels, type Parcel } from './parcels.fixtures.js';

/** How a suite comes by the stores of one adapter. */
export interface ViewStores {
  /** Opens a store in which there is nothing yet. */
  readonly open: () => Promise<ViewStore>;
  /** Ends a store as a process does, and opens it again; or why that cannot be. */
  readonly restarts:
    { readonly reopen: (store: ViewStore) => Promise<ViewStore> } | { readonly skipped: string };
  /** Why texts beyond U+FFFF do not sort by code points, where that is so. */
  readonly sortsOtherwiseBecause?: string | undefined;
}

/** A fresh store with the view of parcels for each sentence, closed after it. */
export function opened(stores: ViewStores) {
  const now: { store?: ViewStore; view?: OpenView<Parcel> } = {};
  beforeEach(async () => {
    now.store = await stores.open();
    now.view = await now.store.open(parcels);
  });
  afterEach(async () => now.store?.close());
  return {
    store: () => there(now.store),
    view: () => there(now.view),
  };
}

function there<Thing>(thing: Thing | undefined): Thing {
  if (thing === undefined) throw new Error('opened before each sentence');
  return thing;
}
