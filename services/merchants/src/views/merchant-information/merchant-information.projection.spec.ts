import { ERASED, MerchantInformation, type MerchantEvent } from '@libs/contracts';
import { MERCHANT, recorded, SELLER, viewOf } from '@libs/testing';
import {
  added,
  agreed,
  allowed,
  AT,
  COMPANY,
  issued,
  LIISA,
  opened,
  OTHER_SELLER,
  PEKKA,
  registered,
  retired,
  terms,
} from '../../merchant/merchant.fixtures.js';
import { merchantInformation } from './merchant-information.projection.js';

const given = (...events: MerchantEvent[]) =>
  viewOf(merchantInformation)(
    ...events.map((event, revision) =>
      recorded(event, { stream: `merchant-${MERCHANT}`, revision }),
    ),
  );

it('shows a merchant that was just registered', () =>
  given(registered).then({
    merchantId: MERCHANT,
    company: COMPANY,
    webStores: [],
    users: [],
    revision: 0,
  }));

it('shows web stores with the generations of their keys, and never a key', () => {
  const { document } = given(registered, opened(), opened(OTHER_SELLER), issued(1), issued(2));
  expect(
    document?.webStores.map(({ sellerId, keyGenerations }) => [sellerId, keyGenerations]),
  ).toEqual([
    [SELLER, [1, 2]],
    [OTHER_SELLER, []],
  ]);
  expect(JSON.stringify(document)).not.toContain('secret');
});

it('shows a key no more once it is retired', () => {
  const { document } = given(registered, opened(), issued(1), issued(2), retired(1));
  expect(document?.webStores.map(({ keyGenerations }) => keyGenerations)).toEqual([[2]]);
});

it('shows which hash algorithms are allowed', () =>
  given(registered, allowed(['SHA-512'])).thenShows({ hashAlgorithms: ['SHA-512'], revision: 1 }));

it('shows the agreement that holds', () =>
  given(registered, agreed(1), agreed(2)).thenShows({
    agreement: {
      terms: terms(2),
      methods: ['FI01', 'FI50'] as never,
      returnTerms: '14 vuorokauden palautusoikeus.',
      madeAt: AT,
    },
    revision: 2,
  }));

it('shows users with their roles, also those whose names were erased', () => {
  const { type, data } = added(PEKKA, ['clerk']);
  const erased = { type, data: { ...data, name: ERASED } } as MerchantEvent;
  const { document } = given(registered, added(LIISA, ['manager']), erased);
  expect(document?.users).toEqual([
    { userId: LIISA, name: 'Liisa Virtanen', roles: ['manager'] },
    { userId: PEKKA, name: ERASED, roles: ['clerk'] },
  ]);
  expect(MerchantInformation.parse(document)).toEqual(document);
});
