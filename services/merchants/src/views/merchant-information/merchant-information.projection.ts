import {
  merchantInformationView,
  type MerchantEvent,
  type MerchantInformation,
} from '@libs/contracts';
import { existing, type Projection } from '@libs/kernel';

/** What a merchant sees of itself (domain: Pages). Secret keys are in no view. */
export const merchantInformation: Projection<MerchantInformation, MerchantEvent> = {
  name: merchantInformationView.name,
  version: merchantInformationView.version,
  documentId: ({ data }) => data.merchantId,
  on: {
    MerchantRegistered: (_none, { data: { merchantId, company }, revision }) => ({
      merchantId,
      company,
      webStores: [],
      users: [],
      revision,
    }),
    WebStoreOpened: existing((merchant, { data, revision }) => {
      const { merchantId: _merchantId, ...webStore } = data;
      const webStores = [...merchant.webStores, { ...webStore, keyGenerations: [] }];
      return { ...merchant, webStores, revision };
    }),
    ServiceAgreementMade: existing((merchant, { data, revision }) => {
      const { merchantId: _merchantId, ...agreement } = data;
      return { ...merchant, agreement, revision };
    }),
    SecretKeyIssued: existing((merchant, { data: { sellerId, generation }, revision }) => ({
      ...merchant,
      webStores: merchant.webStores.map((webStore) =>
        webStore.sellerId === sellerId
          ? { ...webStore, keyGenerations: [...webStore.keyGenerations, generation] }
          : webStore,
      ),
      revision,
    })),
    SecretKeyRetired: existing((merchant, { data: { sellerId, generation }, revision }) => ({
      ...merchant,
      webStores: merchant.webStores.map((webStore) =>
        webStore.sellerId === sellerId
          ? { ...webStore, keyGenerations: webStore.keyGenerations.filter(isOther(generation)) }
          : webStore,
      ),
      revision,
    })),
    HashAlgorithmsAllowed: existing((merchant, { data: { algorithms }, revision }) => ({
      ...merchant,
      hashAlgorithms: algorithms,
      revision,
    })),
    UserAdded: existing((merchant, { data: { userId, name, roles }, revision }) => ({
      ...merchant,
      users: [...merchant.users, { userId, name, roles }],
      revision,
    })),
  },
};

const isOther = (generation: number) => (each: number) => each !== generation;
