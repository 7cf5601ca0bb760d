import {
  PaymentMethod,
  type Company,
  type HashAlgorithm,
  type MerchantCommand,
  type MerchantEvent,
  type Role,
  type Terms,
} from '@libs/contracts';
import { BusinessId, Iban, SellerId, UserId } from '@libs/kernel';
import { DIRECT, MERCHANT, SELLER } from '@libs/testing';

export const AT = '2026-01-05T09:30:00Z';
export const LATER = '2026-02-05T09:30:00Z';
export const OTHER_SELLER = SellerId.parse('teekauppa');
export const LIISA = UserId.parse('liisa');
export const PEKKA = UserId.parse('pekka');

export const COMPANY: Company = {
  name: 'Kahvikauppa Oy',
  businessId: BusinessId.parse('1234567-1'),
  address: 'Katu 1',
  postalCode: '00100',
  city: 'Helsinki',
  country: 'FI',
  settlementIban: Iban.parse('FI2112345600000785'),
};

export const terms = (agreementVersion: number): Terms => ({ ...DIRECT, agreementVersion });

const merchant = { merchantId: MERCHANT };
const company = { ...merchant, company: COMPANY };
const webStore = (sellerId: SellerId) => ({
  ...merchant,
  sellerId,
  name: 'Kahvikauppa',
  url: 'https://kahvikauppa.example.com',
});
const agreement = (version: number) => ({
  ...merchant,
  terms: terms(version),
  methods: [PaymentMethod.parse('FI01'), PaymentMethod.parse('FI50')],
  returnTerms: '14 vuorokauden palautusoikeus.',
});
const key = (generation: number, sellerId = SELLER) => ({
  ...merchant,
  sellerId,
  generation,
  secretKey: `secret-${generation}`,
});
const user = (userId: UserId, roles: readonly Role[]) => ({
  ...merchant,
  userId,
  name: 'Liisa Virtanen',
  email: 'liisa@example.com',
  roles,
});

export const register = (over: Partial<Company> = {}, at = AT): MerchantCommand => ({
  type: 'RegisterMerchant',
  data: { ...company, company: { ...COMPANY, ...over }, at },
});
export const registered: MerchantEvent = {
  type: 'MerchantRegistered',
  data: { ...company, registeredAt: AT },
};

export const open = (sellerId = SELLER, at = AT): MerchantCommand => ({
  type: 'OpenWebStore',
  data: { ...webStore(sellerId), at },
});
export const opened = (sellerId = SELLER): MerchantEvent => ({
  type: 'WebStoreOpened',
  data: { ...webStore(sellerId), openedAt: AT },
});

export const agree = (version: number, at = AT): MerchantCommand => ({
  type: 'MakeServiceAgreement',
  data: { ...agreement(version), at },
});
export const agreed = (version: number): MerchantEvent => ({
  type: 'ServiceAgreementMade',
  data: { ...agreement(version), madeAt: AT },
});

export const issue = (generation: number, sellerId = SELLER): MerchantCommand => ({
  type: 'IssueSecretKey',
  data: { ...key(generation, sellerId), at: AT },
});
export const issued = (generation: number): MerchantEvent => ({
  type: 'SecretKeyIssued',
  data: { ...key(generation), issuedAt: AT },
});

export const retire = (generation: number, sellerId = SELLER, at = AT): MerchantCommand => ({
  type: 'RetireSecretKey',
  data: { ...merchant, sellerId, generation, at },
});
export const retired = (generation: number): MerchantEvent => ({
  type: 'SecretKeyRetired',
  data: { ...merchant, sellerId: SELLER, generation, retiredAt: AT },
});

export const allow = (algorithms: readonly HashAlgorithm[], at = AT): MerchantCommand => ({
  type: 'AllowHashAlgorithms',
  data: { ...merchant, algorithms, at },
});
export const allowed = (algorithms: readonly HashAlgorithm[]): MerchantEvent => ({
  type: 'HashAlgorithmsAllowed',
  data: { ...merchant, algorithms, allowedAt: AT },
});

export const add = (userId: UserId, roles: readonly Role[], at = AT): MerchantCommand => ({
  type: 'AddUser',
  data: { ...user(userId, roles), at },
});
export const added = (userId: UserId, roles: readonly Role[]): MerchantEvent => ({
  type: 'UserAdded',
  data: { ...user(userId, roles), addedAt: AT },
});
