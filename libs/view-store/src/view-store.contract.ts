import { finding } from './contract/finding.contract.js';
import { following } from './contract/following.contract.js';
import { rebuilding } from './contract/rebuilding.contract.js';
import type { ViewStores } from './contract/opened.fixtures.js';
import { saving } from './contract/saving.contract.js';
import { searching } from './contract/searching.contract.js';

/** What every view store promises. Each adapter's spec is one call of this. */
export const viewStoreContract = (name: string, stores: ViewStores) =>
  describe(`${name} keeps the view store contract`, () => {
    saving(stores);
    finding(stores);
    searching(stores);
    following(stores);
    rebuilding(stores);
  });
