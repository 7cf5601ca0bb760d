import {
  FUNDING_REMINDER_DAYS,
  FUNDING_REMINDERS_MAX,
  merchantMailsView,
  type AccountEvent,
  type FundingInstructions,
  type FundingReminder,
  type MailEvent,
  type MailId,
  type MerchantMails,
} from '@libs/contracts';
import {
  hoursAfter,
  idFrom,
  type Named,
  type Projection,
  type Recorded,
  type RefundId,
  type Timestamp,
} from '@libs/kernel';
import { momentsOf } from '../mail-moments.js';

type MailNews = AccountEvent | MailEvent;

/** More reminders of one order than this do not wait at once. */
const REMINDERS_MAX = 99;

/**
 * When the people of a merchant are reminded of a transfer that a refund waits for, from the log
 * alone (domain: Mails): a few times, and never once the refund is funded, withdrawn or declined.
 */
export const merchantMails: Projection<MerchantMails, MailNews> = {
  name: merchantMailsView.name,
  version: merchantMailsView.version,
  documentId: ({ data }) => data.orderId,
  on: {
    AccountOpened: (_none, { data }) => begun(data),
    RefundRequested: known((mails, event) => {
      const { refundId, funding, approval, requestedAt } = event.data;
      if (approval === 'needed') return mails;
      return reminding(mails, event, { refundId, funding, waitsSince: requestedAt });
    }),
    RefundApproved: known((mails, event) => {
      const { refundId, funding, approvedAt } = event.data;
      return reminding(mails, event, { refundId, funding, waitsSince: approvedAt });
    }),
    RefundFunded: known((mails, { data }) => without(mails, isOf(data.refundId))),
    RefundWithdrawn: known((mails, { data }) => without(mails, isOf(data.refundId))),
    MailSent: known((mails, { data }) => overAfter(mails, data.mailId)),
    MailGivenUp: known((mails, { data }) => overAfter(mails, data.mailId)),
    MailFailed: known((mails, { data: { mailId, tries, nextTryAt } }) =>
      withMails(
        mails,
        mails.mails.map((each) =>
          each.mailId === mailId ? { ...each, tries, dueAt: nextTryAt } : each,
        ),
      ),
    ),
  },
};

/** In the balance model nothing waits for a transfer, and by agreement nobody is reminded. */
function begun({
  orderId,
  merchantId,
  orderNumber,
  terms,
}: Named<AccountEvent, 'AccountOpened'>['data']): MerchantMails | undefined {
  const { settlementModel, fundingReminderDays: everyDays = FUNDING_REMINDER_DAYS } = terms;
  if (settlementModel === 'balance' || everyDays === 0) return undefined;
  return { orderId, merchantId, orderNumber, everyDays, ...momentsOf([]), mails: [] };
}

/** Changes what is known of an order; of one that nobody is reminded of there is nothing. */
function known<Event extends MailNews>(
  change: (mails: MerchantMails, event: Recorded<Event>) => MerchantMails,
) {
  return (mails: MerchantMails | undefined, event: Recorded<Event>): MerchantMails | undefined =>
    mails === undefined ? undefined : change(mails, event);
}

interface Waiting {
  readonly refundId: RefundId;
  readonly funding: FundingInstructions | undefined;
  readonly waitsSince: Timestamp;
}

/** All reminders of a refund that waits from now on: they leave when one makes them needless. */
function reminding(
  mails: MerchantMails,
  { id }: Recorded,
  { refundId, funding, waitsSince }: Waiting,
): MerchantMails {
  if (funding === undefined) return mails;
  const reminders = Array.from({ length: FUNDING_REMINDERS_MAX }, (_, at): FundingReminder => ({
    mailId: idFrom('mail', id, 'funding-reminder', String(at + 1)) as MailId,
    ...{ refundId, funding, number: at + 1, waitsSince, tries: 0 },
    dueAt: hoursAfter(waitsSince, 24 * mails.everyDays * (at + 1)),
  }));
  return withMails(mails, [...mails.mails, ...reminders].slice(-REMINDERS_MAX));
}

/** What was told need not be told again by an earlier one that waits still. */
function overAfter(mails: MerchantMails, mailId: MailId): MerchantMails {
  const told = mails.mails.find((each) => each.mailId === mailId);
  if (told === undefined) return mails;
  return without(mails, (each) => each.refundId === told.refundId && each.number <= told.number);
}

const isOf =
  (refundId: RefundId) =>
  (reminder: FundingReminder): boolean =>
    reminder.refundId === refundId;

const without = (
  mails: MerchantMails,
  isOver: (reminder: FundingReminder) => boolean,
): MerchantMails =>
  withMails(
    mails,
    mails.mails.filter((each) => !isOver(each)),
  );

const withMails = (
  { lastDueAt: _before, ...before }: MerchantMails,
  mails: readonly FundingReminder[],
): MerchantMails => ({ ...before, mails, ...momentsOf(mails) });
