import { ERASED, MerchantAddresses, type MerchantEvent } from '@libs/contracts';
import { UserId, type Named } from '@libs/kernel';
import { MERCHANT, recorded, viewOf } from '@libs/testing';
import { merchantAddresses } from './merchant-addresses.projection.js';

type Added = Named<MerchantEvent, 'UserAdded'>;

const added = (userId: string, email: string): Added => ({
  type: 'UserAdded',
  data: {
    ...{ merchantId: MERCHANT, userId: UserId.parse(userId), name: 'Somebody' },
    ...{ email, roles: ['refunder'], addedAt: '2026-01-05T09:30:00Z' },
  },
});
const given = (...events: readonly Added[]) =>
  viewOf(merchantAddresses)(...events.map((event, revision) => recorded(event, { revision })));

describe('where a merchant’s people are written to', () => {
  it('is each one’s address, with what they may do', () => {
    const { document } = given(
      added('liisa', 'liisa@example.com'),
      added('pekka', 'pekka@example.com'),
    );
    expect(MerchantAddresses.parse(document)).toEqual({
      merchantId: MERCHANT,
      people: [
        { userId: 'liisa', email: 'liisa@example.com', roles: ['refunder'] },
        { userId: 'pekka', email: 'pekka@example.com', roles: ['refunder'] },
      ],
    });
  });

  it('is nowhere for somebody who was erased', () =>
    expect(given(added('liisa', ERASED)).document?.people[0]?.email).toBe(ERASED));
});
