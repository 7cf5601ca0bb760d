import type { OpenView, ViewStore } from '../view-store.js';
import { parcels, type Parcel } from './parcels.fixtures.js';

/** A fresh store with the view of parcels for each sentence, closed after it. */
export function opened(stores: { readonly open: () => Promise<ViewStore> }) {
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
