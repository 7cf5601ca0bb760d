import { command, event, MerchantId, OrderId, SellerId, Timestamp, text, z } from '@libs/kernel';
import { ERASED } from '../fields/personal.js';
import { CaseKind } from '../refunds/case.events.js';
import { Withdrawal } from '../refunds/case.views.js';

/** Why a buyer is written to (domain: Mails). */
export const MailKind = z.enum(['link', 'change', 'deadline', 'acknowledgement']);
export type MailKind = z.infer<typeof MailKind>;

/** A mail is made from what it tells of: the same news is the same mail. */
export const MailId = z.uuid().brand<'MailId'>();
export type MailId = z.infer<typeof MailId>;

/** A mail that keeps failing is given up after so many tries, and shown. */
export const MAIL_TRIES_MAX = 6;

const mail = { mailId: MailId, orderId: OrderId, merchantId: MerchantId, kind: MailKind };
const tries = z.int().min(1).max(MAIL_TRIES_MAX);

/** `mail-<mailId>`: what became of a mail to a buyer; never what it says, or to whom. */
export const MailEvent = z.discriminatedUnion('type', [
  event('MailSent', { ...mail, tries, sentAt: Timestamp }),
  event('MailFailed', {
    ...mail,
    tries,
    /** The mail server's code, or the kind of fault; never its words, which may quote people. */
    reason: text(60),
    nextTryAt: Timestamp,
    failedAt: Timestamp,
  }),
  event('MailGivenUp', { ...mail, tries, reason: text(60), givenUpAt: Timestamp }),
]);
export type MailEvent = z.infer<typeof MailEvent>;

export const MailCommand = z.discriminatedUnion('type', [
  command('RecordMailSent', { ...mail, tries, at: Timestamp }),
  command('RecordMailFailed', { ...mail, tries, reason: text(60), at: Timestamp }),
]);
export type MailCommand = z.infer<typeof MailCommand>;

/** A mail that is to be sent: when, why, and the figures of its words. */
export const DueMail = z
  .strictObject({
    mailId: MailId,
    kind: MailKind,
    dueAt: Timestamp,
    /** How often it was tried before. */
    tries: z.int().min(0),
    /** What has changed, or what ends. */
    about: z.enum([
      ...(['order-paid', 'all-sent', 'inspection-ends', 'case-answer'] as const),
      ...(['case-offer', 'case-message', 'case-accepted', 'case-declined', 'withdrawal'] as const),
    ]),
    caseKind: CaseKind.optional(),
    endsAt: Timestamp.optional(),
    withdrawal: Withdrawal.optional(),
  })
  .readonly();
export type DueMail = z.infer<typeof DueMail>;

/** The mails of an order that are to be sent; document id is the order's. Lives in `orders`. */
export const OrderMails = z
  .strictObject({
    orderId: OrderId,
    merchantId: MerchantId,
    sellerId: SellerId,
    orderNumber: text(50),
    buyerName: z.union([z.string(), z.literal(ERASED)]),
    /** Absent where the order has none, or it is erased: then nobody is written to. */
    buyerEmail: z.string().optional(),
    /** False where the store writes to its buyers itself, or has no buyer service. */
    isMailed: z.boolean(),
    /** The nearest of them; far away where nothing is to be sent. */
    dueAt: Timestamp,
    mails: z.array(DueMail).readonly(),
    /** Mails that were given up. */
    givenUp: z.array(MailId).readonly(),
  })
  .readonly();
export type OrderMails = z.infer<typeof OrderMails>;

/** Sorts after every moment that something falls due at. */
export const NEVER_DUE: Timestamp = '9999-12-31T23:59:59.999Z';
