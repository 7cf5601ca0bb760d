import { MerchantId, OrderId, RefundId, text, Timestamp, z } from '@libs/kernel';
import { FUNDING_REMINDERS_MAX } from '../agreement/terms.js';
import { FundingInstructions } from '../refunds/account.events.js';
import { MailId } from './mails.js';

/** A reminder that a refund waits for its merchant's transfer (domain: Mails). */
export const FundingReminder = z
  .strictObject({
    mailId: MailId,
    refundId: RefundId,
    funding: FundingInstructions,
    /** The first, the second and so on; a later one makes the earlier ones needless. */
    number: z.int().min(1).max(FUNDING_REMINDERS_MAX),
    waitsSince: Timestamp,
    dueAt: Timestamp,
    /** How often it was tried before. */
    tries: z.int().min(0),
  })
  .readonly();
export type FundingReminder = z.infer<typeof FundingReminder>;

/** What the people of an order's merchant are to be told; document id is the order's. Lives in `orders`. */
export const MerchantMails = z
  .strictObject({
    orderId: OrderId,
    merchantId: MerchantId,
    orderNumber: text(50),
    /** Days between reminders, as agreed. */
    everyDays: z.int().min(1),
    /** The nearest of them; far away where nothing is to be sent. */
    dueAt: Timestamp,
    /** The last of them; absent where nothing is to be sent. */
    lastDueAt: Timestamp.optional(),
    mails: z.array(FundingReminder).readonly(),
  })
  .readonly();
export type MerchantMails = z.infer<typeof MerchantMails>;
