import { webStoresView, type MerchantEvent, type WebStore } from '@libs/contracts';
import type { Named, Projection } from '@libs/kernel';

type Opened = Named<MerchantEvent, 'WebStoreOpened'>;

/** Whose a seller id is. The first merchant who opened it keeps it, so it names one alone. */
export const webStores: Projection<WebStore, Opened> = {
  name: webStoresView.name,
  version: webStoresView.version,
  documentId: ({ data }) => data.sellerId,
  on: {
    WebStoreOpened: (earlier, { data: { sellerId, merchantId, name } }) =>
      earlier ?? { sellerId, merchantId, name },
  },
};
