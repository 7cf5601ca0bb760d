import {
  MerchantId,
  NonNegativeMoney,
  OrderId,
  PositiveMoney,
  RefundId,
  SettlementId,
  text,
  Timestamp,
  z,
} from '@libs/kernel';
import { RefundReason } from './account.events.js';

const sums = {
  /** Paid back to buyers by the institution itself. */
  advanced: NonNegativeMoney,
  /** What of it settlements that were paid took back. */
  recovered: NonNegativeMoney,
  /** Claimed for deduction by settlements that are not paid yet; owed until they are. */
  beingDeducted: NonNegativeMoney,
  /** The debt: advanced, less what was recovered. */
  owed: NonNegativeMoney,
};

/**
 * What a merchant's coming payouts owe for refunds that were advanced (domain: Settlement);
 * document id is the merchant's. Lives in `refunds`.
 */
export const MerchantBalance = z
  .strictObject({ merchantId: MerchantId, ...sums, changedAt: Timestamp })
  .readonly();
export type MerchantBalance = z.infer<typeof MerchantBalance>;

/** What was advanced for an order, why, and what became of it; document id is the order's. */
export const Advance = z
  .strictObject({
    orderId: OrderId,
    merchantId: MerchantId,
    orderNumber: text(50),
    status: z.enum(['owed', 'recovered']),
    ...sums,
    refunds: z
      .array(
        z
          .strictObject({
            refundId: RefundId,
            amount: PositiveMoney,
            reason: RefundReason,
            advancedAt: Timestamp,
          })
          .readonly(),
      )
      .readonly(),
    deductions: z
      .array(
        z
          .strictObject({
            settlementId: SettlementId,
            amount: PositiveMoney,
            /** Absent for as long as the settlement is not paid. */
            recoveredAt: Timestamp.optional(),
          })
          .readonly(),
      )
      .readonly(),
    /** Of its first refund. */
    advancedAt: Timestamp,
    changedAt: Timestamp,
  })
  .readonly();
export type Advance = z.infer<typeof Advance>;
