import {
  ERASED,
  MAIL_STALE_HOURS,
  orderMailsView,
  type CaseEvent,
  type DeliveryEvent,
  type DueMail,
  type MailEvent,
  type MailId,
  type OrderEvent,
  type OrderMails,
} from '@libs/contracts';
import {
  hoursAfter,
  idFrom,
  isBefore,
  type AnyMessage,
  type Named,
  type Projection,
  type Recorded,
} from '@libs/kernel';
import { momentsOf } from '../mail-moments.js';

type MailNews = OrderEvent | DeliveryEvent | CaseEvent | MailEvent;

/** A buyer is reminded of an end so long before it. */
const REMINDED_HOURS_BEFORE = 48;
/** More mails of one order than this do not wait at once. */
const MAILS_MAX = 100;

/**
 * What an order's buyer is to be told, from the log alone (domain: Mails). A mail leaves when its
 * end is recorded, or when what it would remind of has come to pass.
 */
export const orderMails: Projection<OrderMails, MailNews> = {
  name: orderMailsView.name,
  version: orderMailsView.version,
  documentId: ({ data }) => data.orderId,
  on: {
    OrderReceived: (_none, { data }) => begun(data),
    PaymentConfirmed: adding((event) => [
      mailOf(event, { kind: 'link', about: 'order-paid', dueAt: event.data.confirmedAt }),
    ]),
    AllSent: adding((event) => [
      mailOf(event, { kind: 'change', about: 'all-sent', dueAt: event.data.allSentAt }),
    ]),
    InspectionStarted: adding((event) => [
      reminder(event, { about: 'inspection-ends', endsAt: event.data.endsAt }),
    ]),
    InspectionEnded: known((mails) => without(mails, ({ about }) => about === 'inspection-ends')),
    CaseOpened: adding((event) => {
      const { openedBy, kind: caseKind, answerBy, openedAt: dueAt } = event.data;
      if (openedBy === 'buyer') return [];
      return [
        mailOf(event, { kind: 'change', about: 'case-offer', caseKind, dueAt }),
        reminder(event, { about: 'case-answer', caseKind, endsAt: answerBy }),
      ];
    }),
    CaseMessageSent: adding((event) =>
      event.data.by === 'buyer'
        ? []
        : [mailOf(event, { kind: 'change', about: 'case-message', dueAt: event.data.sentAt })],
    ),
    CaseCounterOffered: adding((event) => {
      const { by, answerBy, offeredAt: dueAt } = event.data;
      if (by === 'buyer') return [];
      return [
        mailOf(event, { kind: 'change', about: 'case-offer', dueAt }),
        reminder(event, { about: 'case-answer', endsAt: answerBy }),
      ];
    }),
    CaseAccepted: adding((event) =>
      event.data.by === 'buyer'
        ? []
        : [mailOf(event, { kind: 'change', about: 'case-accepted', dueAt: event.data.acceptedAt })],
    ),
    CaseDeclined: adding((event) =>
      event.data.by === 'buyer'
        ? []
        : [mailOf(event, { kind: 'change', about: 'case-declined', dueAt: event.data.declinedAt })],
    ),
    CaseClosed: known((mails) => without(mails, ({ about }) => about === 'case-answer')),
    WithdrawalDeclared: known(acknowledging),
    MailSent: known((mails, { data }) => without(mails, ({ mailId }) => mailId === data.mailId)),
    MailFailed: known((mails, { data: { mailId, tries, nextTryAt } }) =>
      withMails(
        mails,
        mails.mails.map((each) =>
          each.mailId === mailId ? { ...each, tries, dueAt: nextTryAt } : each,
        ),
      ),
    ),
    MailGivenUp: known((mails, { data }) => without(mails, ({ mailId }) => mailId === data.mailId)),
  },
};

function begun(data: Named<OrderEvent, 'OrderReceived'>['data']): OrderMails {
  const { orderId, merchantId, sellerId, orderNumber, buyer, terms } = data;
  const email = buyer === ERASED ? undefined : buyer.email;
  return {
    ...{ orderId, merchantId, sellerId, orderNumber },
    buyerName: buyer === ERASED ? ERASED : buyer.name,
    ...(email !== undefined && { buyerEmail: email }),
    isMailed: terms.servicePackage === 'satisfaction-guarantee' && terms.areBuyersMailed !== false,
    ...{ ...momentsOf([]), mails: [] },
  };
}

type Handler<Event extends AnyMessage> = (
  mails: OrderMails | undefined,
  event: Recorded<Event>,
) => OrderMails | undefined;

/**
 * Changes the mails of a known order, and forgets those that are news no more by then; news of an
 * order whose arrival is not there changes nothing.
 */
function known<Event extends MailNews>(
  change: (mails: OrderMails, event: Recorded<Event>) => OrderMails,
): Handler<Event> {
  return (mails, event) => {
    if (mails === undefined) return undefined;
    const stale = hoursAfter(event.metadata.recordedAt, -MAIL_STALE_HOURS);
    return without(change(mails, event), ({ dueAt }) => isBefore(dueAt, stale));
  };
}

/** Adds mails where the store has its buyers written to, and an address is there. */
function adding<Event extends MailNews>(
  made: (event: Recorded<Event>) => readonly DueMail[],
): Handler<Event> {
  return known((mails, event) =>
    mails.isMailed && mails.buyerEmail !== undefined ? withNews(mails, made(event)) : mails,
  );
}

/** The acknowledgement of a withdrawal is the law's, whatever the store has agreed. */
function acknowledging(
  mails: OrderMails,
  event: Recorded<Named<CaseEvent, 'WithdrawalDeclared'>>,
): OrderMails {
  const { name, email, contract, rows, declaredAt } = event.data;
  if (email === ERASED) return mails;
  const acknowledged = mailOf(event, {
    ...{ kind: 'acknowledgement', about: 'withdrawal', dueAt: declaredAt },
    withdrawal: { name, email, contract, declaredAt, ...(rows !== undefined && { rows }) },
  });
  return withNews(mails, [acknowledged]);
}

const mailOf = ({ id }: Recorded, told: Omit<DueMail, 'mailId' | 'tries'>): DueMail => ({
  ...told,
  mailId: idFrom('mail', id, told.kind) as MailId,
  tries: 0,
});

/** Shortly before an end, or at once when that is nearer. */
const reminder = (
  event: Recorded,
  { endsAt, ...told }: Pick<DueMail, 'about' | 'caseKind'> & { readonly endsAt: string },
): DueMail =>
  mailOf(event, {
    ...{ ...told, kind: 'deadline', endsAt },
    dueAt: hoursAfter(endsAt, -REMINDED_HOURS_BEFORE),
  });

const withNews = (before: OrderMails, news: readonly DueMail[]): OrderMails =>
  withMails(before, [...before.mails, ...news].slice(-MAILS_MAX));

const without = (mails: OrderMails, isOver: (mail: DueMail) => boolean): OrderMails =>
  withMails(
    mails,
    mails.mails.filter((each) => !isOver(each)),
  );

const withMails = (
  { lastDueAt: _before, ...before }: OrderMails,
  mails: readonly DueMail[],
): OrderMails => ({ ...before, mails, ...momentsOf(mails) });
