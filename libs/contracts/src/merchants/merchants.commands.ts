import { command, MerchantId, SellerId, text, Timestamp, UserId, z } from '@libs/kernel';
import { InspectionOfStores } from '../agreement/inspection-days.js';
import { PaymentMethod } from '../agreement/payment-methods.js';
import { Terms } from '../agreement/terms.js';
import { Company, HashAlgorithm, Role } from './merchants.events.js';

const at = { at: Timestamp };
const merchant = { merchantId: MerchantId };

export const MerchantCommand = z.discriminatedUnion('type', [
  command('RegisterMerchant', { ...merchant, company: Company, ...at }),
  command('OpenWebStore', {
    ...merchant,
    sellerId: SellerId,
    name: text(100),
    url: z.url(),
    ...at,
  }),
  command('MakeServiceAgreement', {
    ...merchant,
    terms: Terms,
    inspectionOf: InspectionOfStores.optional(),
    methods: z.array(PaymentMethod).readonly(),
    returnTerms: text(1000),
    ...at,
  }),
  command('IssueSecretKey', {
    ...merchant,
    sellerId: SellerId,
    generation: z.int().min(1).max(999),
    secretKey: text(100),
    ...at,
  }),
  command('RetireSecretKey', {
    ...merchant,
    sellerId: SellerId,
    generation: z.int().min(1).max(999),
    ...at,
  }),
  command('AllowHashAlgorithms', {
    ...merchant,
    algorithms: z.array(HashAlgorithm).min(1).readonly(),
    ...at,
  }),
  command('AddUser', {
    ...merchant,
    userId: UserId,
    name: text(100),
    email: z.email(),
    roles: z.array(Role).min(1).readonly(),
    ...at,
  }),
]);
export type MerchantCommand = z.infer<typeof MerchantCommand>;
