import { merchantAddressesView, type MerchantAddresses, type MerchantEvent } from '@libs/contracts';
import type { Named, Projection } from '@libs/kernel';

type Added = Named<MerchantEvent, 'UserAdded'>;

/** Where a merchant's people are written to, and what each of them may do. */
export const merchantAddresses: Projection<MerchantAddresses, Added> = {
  name: merchantAddressesView.name,
  version: merchantAddressesView.version,
  documentId: ({ data }) => data.merchantId,
  on: {
    UserAdded: (known, { data: { merchantId, userId, email, roles } }) => ({
      merchantId,
      people: [...(known?.people ?? []), { userId, email, roles }],
    }),
  },
};
