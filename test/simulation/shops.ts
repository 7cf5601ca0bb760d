import { CASE_TERMS, type Terms } from '@libs/contracts';
import { eur, idFrom, MerchantId, NOTHING, SellerId } from '@libs/kernel';

/** A web store of a merchant of its own. */
export interface Shop {
  readonly sellerId: SellerId;
  readonly merchantId: MerchantId;
  /** What was agreed, one time and another: an order comes in under one of them. */
  readonly agreements: readonly Terms[];
}

const shop = (name: string, ...agreements: readonly Terms[]): Shop => ({
  sellerId: SellerId.parse(name),
  merchantId: MerchantId.parse(idFrom('simulated', name)),
  agreements,
});

const DIRECT: Terms = {
  agreementVersion: 1,
  servicePackage: 'direct',
  settlementModel: 'gross',
  settlementBundling: 'transaction-specific',
  inspectionDays: 0,
  invoicingFeeMax: eur(5_00),
  fundingFee: NOTHING,
};
const REFUND_TOOLS: Terms = { ...DIRECT, servicePackage: 'refund-tools' };
const GUARANTEE: Terms = { ...DIRECT, servicePackage: 'satisfaction-guarantee' };
const BALANCE: Terms = {
  ...GUARANTEE,
  ...{ settlementModel: 'balance', settlementBundling: 'bundled', inspectionDays: 2 },
};
const SHORT = { merchantAnswerDays: 2, buyerAnswerDays: 3 };

/** What is advanced under one agreement is owed under every later one, too. */
const PELIKAUPPA = shop(
  'pelikauppa',
  BALANCE,
  { ...BALANCE, agreementVersion: 2, servicePackage: 'direct' },
  { ...BALANCE, agreementVersion: 3, refundApproval: 'two-person' },
  { ...GUARANTEE, agreementVersion: 4, settlementModel: 'net', settlementBundling: 'bundled' },
);

/**
 * Merchants that differ in whatever the rules look at; days are short, so that they pass. One order
 * in three is of a merchant whose orders pay for each other.
 */
export const SHOPS: readonly Shop[] = [
  PELIKAUPPA,
  shop('teekauppa', {
    ...GUARANTEE,
    ...{ settlementModel: 'net', settlementBundling: 'bundled' },
    ...{ inspectionDays: 2, paymentDays: 3, fundingFee: eur(25), refundApproval: 'two-person' },
    cases: { ...CASE_TERMS, ...SHORT, merchantSilence: 'accept' },
  }),
  PELIKAUPPA,
  shop('kirjakauppa', {
    ...REFUND_TOOLS,
    ...{ settlementModel: 'net', inspectionDays: 1, paymentDays: 2 },
    ...{ fundingFee: eur(1), buyerIban: 'after-settlement' },
  }),
  shop('lelukauppa', {
    ...GUARANTEE,
    ...{ settlementBundling: 'bundled', inspectionDays: 3, paymentDays: 4 },
    cases: { ...CASE_TERMS, ...SHORT, merchantSilence: 'decline', buyerSilence: 'keep-open' },
  }),
  shop('kahvikauppa', DIRECT),
];
