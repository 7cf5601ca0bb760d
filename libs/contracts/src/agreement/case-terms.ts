import { z } from '@libs/kernel';

/** What it means that the merchant does not answer in time (domain: Cases). */
export const MerchantSilence = z.enum(['keep-open', 'accept', 'decline']);
export type MerchantSilence = z.infer<typeof MerchantSilence>;

/** What it means that the buyer does not answer an offer in time (domain: Cases). */
export const BuyerSilence = z.enum(['keep-open', 'close']);
export type BuyerSilence = z.infer<typeof BuyerSilence>;

/** Deadlines of cases, and what silence means; part of the agreement (domain: Cases). */
export const CaseTerms = z
  .strictObject({
    merchantAnswerDays: z.int().min(1).max(90),
    buyerAnswerDays: z.int().min(1).max(90),
    merchantSilence: MerchantSilence,
    buyerSilence: BuyerSilence,
    /** From the receipt of the goods on; the law asks for at least 14. */
    withdrawalDays: z.int().min(14).max(365),
  })
  .readonly();
export type CaseTerms = z.infer<typeof CaseTerms>;

/** What holds where the agreement says nothing (domain: Cases). */
export const CASE_TERMS: CaseTerms = {
  merchantAnswerDays: 14,
  buyerAnswerDays: 14,
  merchantSilence: 'keep-open',
  buyerSilence: 'close',
  withdrawalDays: 14,
};
