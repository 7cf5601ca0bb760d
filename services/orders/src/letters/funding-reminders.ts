import {
  ERASED,
  MAIL_STALE_HOURS,
  type FundingReminder,
  type Language,
  type MailCommand,
  type MerchantAddresses,
  type MerchantMails,
  type Texts,
} from '@libs/contracts';
import {
  formatMoney,
  helsinkiTime,
  hoursAfter,
  isBefore,
  type MerchantId,
  type OrderId,
  type Timestamp,
} from '@libs/kernel';
import { letterOf } from './spoken.js';

/** A reminder that is to go out now, and the commands that record how it went. */
export interface ReminderNow {
  readonly orderId: OrderId;
  readonly mailId: string;
  readonly tries: number;
  readonly to: { readonly everybodyOf: MerchantId };
  readonly words: () => { readonly subject: string; readonly text: string };
  readonly sent: (at: Timestamp) => MailCommand;
  readonly failed: (at: Timestamp, reason: string) => MailCommand;
}

/**
 * The reminder of an order that is due at a moment and news still. Of several of one refund, as
 * after a clock that jumped, it is the last one, which makes the others needless.
 */
export function reminderDue(mails: MerchantMails, now: Timestamp): ReminderNow | undefined {
  const stale = hoursAfter(now, -MAIL_STALE_HOURS);
  const due = mails.mails.filter(({ dueAt }) => !isBefore(now, dueAt) && !isBefore(dueAt, stale));
  const [oldest] = due.toSorted((a, b) => (isBefore(a.dueAt, b.dueAt) ? -1 : 1));
  const reminder = due.findLast(({ refundId }) => refundId === oldest?.refundId);
  if (reminder === undefined) return undefined;
  const { orderId, merchantId } = mails;
  const { mailId } = reminder;
  const tries = reminder.tries + 1;
  const told = { mailId, orderId, merchantId, kind: 'funding-reminder' as const, tries };
  return {
    ...{ orderId, mailId, tries, to: { everybodyOf: merchantId } },
    words: () => wordsOf(reminder, mails),
    sent: (at) => ({ type: 'RecordMailSent', data: { ...told, at } }),
    failed: (at, reason) => ({ type: 'RecordMailFailed', data: { ...told, reason, at } }),
  };
}

/** Those of a merchant's people who may refund: it is their request that waits. */
export const refundersAddresses = ({ people }: MerchantAddresses): readonly string[] =>
  people
    .filter(({ email, roles }) => email !== ERASED && roles.some((role) => REFUNDERS.has(role)))
    .map(({ email }) => email);

const REFUNDERS: ReadonlySet<string> = new Set(['refunder', 'manager']);

/** The words of a reminder: what to transfer and where, in the languages of all mails. */
function wordsOf(
  { funding, waitsSince }: FundingReminder,
  { orderNumber }: Pick<MerchantMails, 'orderNumber'>,
): { readonly subject: string; readonly text: string } {
  const { recipientName, iban, reference, amount } = funding;
  const figures: Readonly<Record<string, string>> = {
    ...{ order: orderNumber, since: helsinkiTime(waitsSince) },
    ...{ recipient: recipientName, iban, reference, amount: formatMoney(amount) },
  };
  const filled = (texts: Texts, language: Language): string =>
    texts[language].replace(/\{(\w+)\}/gu, (_all, name: string) => figures[name] ?? '');
  return letterOf(
    (language) => filled(SUBJECT, language),
    (language) => filled(BODY, language),
  );
}

const SUBJECT: Texts = {
  fi: 'Tilaus {order}: palautus odottaa tilisiirtoasi',
  sv: 'Order {order}: en återbetalning väntar på din överföring',
  en: 'Order {order}: a refund waits for your transfer',
};

const BODY: Texts = {
  fi: `Hei,

tilauksen {order} palautus on odottanut tilisiirtoasi {since} alkaen. Ostaja saa rahansa, kun siirto on perillä.

Saaja: {recipient}
Tilinumero: {iban}
Viitenumero: {reference}
Summa: {amount}

Maksa juuri tämä summa tällä viitteellä, tai peru palautus ekstranetissä. Jos maksoit jo, sinun ei tarvitse tehdä mitään.`,
  sv: `Hej,

en återbetalning av order {order} har väntat på din överföring sedan {since}. Köparen får sina pengar när överföringen har kommit.

Mottagare: {recipient}
Kontonummer: {iban}
Referensnummer: {reference}
Belopp: {amount}

Betala exakt detta belopp med denna referens, eller återta återbetalningen i extranätet. Har du redan betalat behöver du inte göra något.`,
  en: `Hello,

a refund of order {order} has waited for your transfer since {since}. The buyer gets the money when the transfer has come.

Recipient: {recipient}
Account: {iban}
Reference: {reference}
Amount: {amount}

Transfer exactly this amount with this reference, or withdraw the refund in the extranet. If you have paid already, there is nothing to do.`,
};
