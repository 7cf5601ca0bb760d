import { MAIL_STALE_HOURS, type DueMail, type MailCommand, type OrderMails } from '@libs/contracts';
import { hoursAfter, isBefore, type OrderId, type Timestamp } from '@libs/kernel';
import { wordsOf } from './letter-of.js';

/** A mail that is to go out now, and the commands that record how it went. */
export interface MailNow {
  readonly orderId: OrderId;
  readonly mailId: string;
  readonly tries: number;
  readonly to: string;
  readonly words: (link: string) => { readonly subject: string; readonly text: string };
  readonly sent: (at: Timestamp) => MailCommand;
  readonly failed: (at: Timestamp, reason: string) => MailCommand;
}

/** The mail of an order that is due at a moment and news still, the one that waits longest first. */
export function mailDue(mails: OrderMails, now: Timestamp): MailNow | undefined {
  const stale = hoursAfter(now, -MAIL_STALE_HOURS);
  const [mail] = mails.mails
    .filter(({ dueAt }) => !isBefore(now, dueAt) && !isBefore(dueAt, stale))
    .sort((a, b) => (isBefore(a.dueAt, b.dueAt) ? -1 : 1));
  const to = mail === undefined ? undefined : addressOf(mail, mails);
  if (mail === undefined || to === undefined) return undefined;
  const { orderId, merchantId } = mails;
  const { mailId, kind } = mail;
  const tries = mail.tries + 1;
  const told = { mailId, orderId, merchantId, kind, tries };
  return {
    ...{ orderId, mailId, tries, to },
    words: (link) => wordsOf(mail, mails, link),
    sent: (at) => ({ type: 'RecordMailSent', data: { ...told, at } }),
    failed: (at, reason) => ({ type: 'RecordMailFailed', data: { ...told, reason, at } }),
  };
}

/** An acknowledgement goes to the address that was declared, all else to the order's buyer. */
const addressOf = ({ withdrawal }: DueMail, { buyerEmail }: OrderMails): string | undefined =>
  withdrawal?.email ?? buyerEmail;
