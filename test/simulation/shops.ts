import { CASE_TERMS, type Terms } from '@libs/contracts';
import { eur, idFrom, MerchantId, NOTHING, SellerId } from '@libs/kernel';

/** A web store of a merchant of its own. */
export interface Shop {
  readonly sellerId: SellerId;
  readonly merchantId: MerchantId;
  readonly terms: Terms;
}

const shop = (name: string, terms: Terms): Shop => ({
  sellerId: SellerId.parse(name),
  merchantId: MerchantId.parse(idFrom('simulated', name)),
  terms,
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
const SHORT = { merchantAnswerDays: 2, buyerAnswerDays: 3 };

/** Merchants that differ in whatever the rules look at; days are short, so that they pass. */
export const SHOPS: readonly Shop[] = [
  shop('kahvikauppa', DIRECT),
  shop('teekauppa', {
    ...GUARANTEE,
    ...{ settlementModel: 'net', settlementBundling: 'bundled' },
    ...{ inspectionDays: 2, paymentDays: 3, fundingFee: eur(25), refundApproval: 'two-person' },
    cases: { ...CASE_TERMS, ...SHORT, merchantSilence: 'accept' },
  }),
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
];
