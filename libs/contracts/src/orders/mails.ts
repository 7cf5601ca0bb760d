import { command, event, MerchantId, OrderId, SellerId, Timestamp, text, z } from '@libs/kernel';
import { ERASED } from '../fields/personal.js';
import { CaseKind } from '../refunds/case.events.js';
import { Withdrawal } from '../refunds/case.views.js';

/** Why a buyer, or for the last one a merchant's people, are written to (domain: Mails). */
export const MailKind = z.enum([
  ...(['link', 'change', 'deadline', 'acknowledgement'] as const),
  'funding-reminder',
]);
export type MailKind = z.infer<typeof MailKind>;

/** A mail is made from what it tells of: the same news is the same mail. */
export const MailId = z.uuid().brand<'MailId'>();
export type MailId = z.infer<typeof MailId>;

/** A mail that keeps failing is given up after so many tries, and shown. */
export const MAIL_TRIES_MAX = 6;

/** What could not go out for so long is news no more: an old log writes to nobody (domain: Mails). */
export const MAIL_STALE_HOURS = 7 * 24;

const mail = { mailId: MailId, orderId: OrderId, merchantId: MerchantId, kind: MailKind };
const tries = z.int().min(1).max(MAIL_TRIES_MAX);

/** `mail-<mailId>`: what became of a mail; never what it says, or to whom. */
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
    /** The last of them; absent where nothing is to be sent. */
    lastDueAt: Timestamp.optional(),
    mails: z.array(DueMail).readonly(),
  })
  .readonly();
export type OrderMails = z.infer<typeof OrderMails>;

/**
 * A mail that was not taken: it is tried again, or was given up. Leaves once it is sent; document
 * id is the mail's. Lives in `orders`.
 */
export const UnsentMail = z
  .strictObject({
    ...mail,
    status: z.enum(['to-be-tried-again', 'given-up']),
    tries,
    /** The mail server's code of the last try, or the kind of fault. */
    reason: z.string(),
    nextTryAt: Timestamp.optional(),
    changedAt: Timestamp,
  })
  .readonly();
export type UnsentMail = z.infer<typeof UnsentMail>;

/** What an event says of its mail, as metrics tell it. */
export const MAIL_OUTCOMES: Readonly<Record<MailEvent['type'], string>> = {
  MailSent: 'sent',
  MailFailed: 'not-taken',
  MailGivenUp: 'given-up',
};

/** Sorts after every moment that something falls due at. */
export const NEVER_DUE: Timestamp = '9999-12-31T23:59:59.999Z';
