import { finding } from './contract/finding.contract.js';
import { following } from './contract/following.contract.js';
import { rebuilding } from './contract/rebuilding.contract.js';
import { saving } from './contract/saving.contract.js';
import { searching } from './contract/searching.contract.js';
import type { ViewStore } from './view-store.js';

/** How a suite comes by the stores of one adapter. */
export interface ViewStores {
  /** Opens a store in which there is nothing yet. */
  readonly open: () => Promise<ViewStore>;
  /** Ends a store as a process does, and opens it again; or why that cannot be. */
  readonly restarts:
    { readonly reopen: (store: ViewStore) => Promise<ViewStore> } | { readonly skipped: string };
}

/** What every view store promises. Each adapter's spec is one call of this. */
export const viewStoreContract = (name: string, stores: ViewStores) =>
  describe(`${name} keeps the view store contract`, () => {
    saving(stores);
    finding(stores);
    searching(stores);
    following(stores);
    rebuilding(stores);
  });
