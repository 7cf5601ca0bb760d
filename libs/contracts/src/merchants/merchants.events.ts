import {
  BusinessId,
  event,
  Iban,
  MerchantId,
  SellerId,
  text,
  Timestamp,
  UserId,
  z,
} from '@libs/kernel';
import { InspectionOfStores } from '../agreement/inspection-days.js';
import { PaymentMethod } from '../agreement/payment-methods.js';
import { personal, secret } from '../fields/personal.js';
import { Terms } from '../agreement/terms.js';

/** What a user may do; scopes are made from roles when a token is made. */
export const Role = z.enum(['clerk', 'refunder', 'manager', 'webstore', 'operator', 'simulator']);
export type Role = z.infer<typeof Role>;

/** What hashes of webstore messages may be made with (domain: Hashes). */
export const HashAlgorithm = z.enum(['MD5', 'SHA-1', 'SHA-256', 'SHA-512']);
export type HashAlgorithm = z.infer<typeof HashAlgorithm>;

/** The company behind the web stores (domain: Pages). Public register data, not personal. */
export const Company = z
  .strictObject({
    name: text(100),
    businessId: BusinessId,
    address: text(100),
    postalCode: text(10),
    city: text(40),
    country: z.literal('FI'),
    settlementIban: Iban,
  })
  .readonly();
export type Company = z.infer<typeof Company>;

const merchant = { merchantId: MerchantId };

/** `merchant-<merchantId>`: the company, its web stores, its agreement, its keys and users. */
export const MerchantEvent = z.discriminatedUnion('type', [
  event('MerchantRegistered', { ...merchant, company: Company, registeredAt: Timestamp }),
  event('WebStoreOpened', {
    ...merchant,
    sellerId: SellerId,
    name: text(100),
    url: z.url(),
    openedAt: Timestamp,
  }),
  event('ServiceAgreementMade', {
    ...merchant,
    terms: Terms,
    inspectionOf: InspectionOfStores.optional(),
    methods: z.array(PaymentMethod).readonly(),
    returnTerms: text(1000),
    madeAt: Timestamp,
  }),
  event('SecretKeyIssued', {
    ...merchant,
    sellerId: SellerId,
    generation: z.int().min(1).max(999),
    secretKey: secret('merchant', 'merchantId', text(100)),
    issuedAt: Timestamp,
  }),
  event('SecretKeyRetired', {
    ...merchant,
    sellerId: SellerId,
    generation: z.int().min(1).max(999),
    retiredAt: Timestamp,
  }),
  /** All that its web stores may use from now on; until the first one, any. */
  event('HashAlgorithmsAllowed', {
    ...merchant,
    algorithms: z.array(HashAlgorithm).min(1).readonly(),
    allowedAt: Timestamp,
  }),
  event('UserAdded', {
    ...merchant,
    userId: UserId,
    name: personal('user', 'userId', text(100)),
    email: personal('user', 'userId', z.email()),
    roles: z.array(Role).min(1).readonly(),
    addedAt: Timestamp,
  }),
]);
export type MerchantEvent = z.infer<typeof MerchantEvent>;
