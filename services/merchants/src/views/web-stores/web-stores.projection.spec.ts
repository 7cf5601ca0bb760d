import type { MerchantEvent } from '@libs/contracts';
import { MerchantId, type Named } from '@libs/kernel';
import { MERCHANT, recorded, SELLER, viewOf } from '@libs/testing';
import { opened } from '../../merchant/merchant.fixtures.js';
import { webStores } from './web-stores.projection.js';

type Opened = Named<MerchantEvent, 'WebStoreOpened'>;

const OTHER = MerchantId.parse('22222222-2222-4222-8222-222222222222');
const given = (...events: readonly Opened[]) =>
  viewOf(webStores)(
    ...events.map((event, revision) =>
      recorded(event, { stream: `merchant-${event.data.merchantId}`, revision }),
    ),
  );
const ours = opened() as Opened;
const theirs: Opened = { type: 'WebStoreOpened', data: { ...ours.data, merchantId: OTHER } };
const shown = { sellerId: SELLER, merchantId: MERCHANT, name: 'Kahvikauppa' };

it('says whose a seller id is', () => given(ours).then(shown));

it('leaves it to the merchant who opened it first', () => given(ours, theirs).then(shown));
