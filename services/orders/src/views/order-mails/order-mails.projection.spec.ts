import {
  MAIL_STALE_HOURS,
  NEVER_DUE,
  OrderMails,
  type CaseEvent,
  type MailEvent,
  type MailId,
} from '@libs/contracts';
import { CaseId, eur, hoursAfter } from '@libs/kernel';
import { GUARANTEE, MERCHANT, ORDER, recorded, viewOf } from '@libs/testing';
import { confirmed, PAID_AT, received } from '../../order/order.fixtures.js';
import { orderMails } from './order-mails.projection.js';

const AT = '2026-03-02T09:00:00.000Z';
const ids = { orderId: ORDER, merchantId: MERCHANT };
const ofCase = { ...ids, caseId: CaseId.parse('00000000-0000-4000-8000-0000000000ca') };
const arrived = (terms: object = GUARANTEE) => {
  const event = received();
  return { ...event, data: { ...event.data, terms: { ...event.data.terms, ...terms } } };
};
const offered: CaseEvent = {
  type: 'CaseCounterOffered',
  data: {
    ...{ ...ofCase, by: 'merchant', amount: eur(5_00), awaits: 'buyer' },
    ...{ answerBy: '2026-03-16T22:00:00.000Z', offeredAt: AT },
  },
};
const closed: CaseEvent = {
  type: 'CaseClosed',
  data: { ...ofCase, outcome: 'withdrawn', closedAt: AT },
};
const declared: CaseEvent = {
  type: 'WithdrawalDeclared',
  data: {
    ...{ ...ofCase, name: 'Matti', email: 'other@example.com', contract: '1998524' },
    declaredAt: AT,
  },
};
type News = Parameters<(typeof orderMails)['documentId']>[0];
const shown = (...events: { readonly type: string; readonly data: object }[]) =>
  viewOf(orderMails)(...events.map(toldAt(PAID_AT)));
const toldAt =
  (recordedAt: string) => (event: { readonly type: string; readonly data: object }, at: number) => {
    const { metadata } = recorded(event);
    return recorded(event, {
      ...{ id: `event-${recordedAt}-${at}`, revision: at },
      metadata: { ...metadata, recordedAt },
    }) as unknown as News;
  };
const kinds = (document: OrderMails | undefined) => document?.mails.map(({ about }) => about);

describe('what a buyer is to be told', () => {
  it('is the link, once the order is paid', () => {
    const { document } = shown(arrived(), confirmed());
    expect(kinds(document)).toEqual(['order-paid']);
    expect(OrderMails.parse(document)).toEqual(document);
  });

  it('is nothing where the store writes itself, or there is no buyer service', () => {
    for (const terms of [{ ...GUARANTEE, areBuyersMailed: false }, { servicePackage: 'direct' }])
      expect(kinds(shown(arrived(terms), confirmed()).document)).toEqual([]);
  });

  it('is an offer at once, and its deadline two days before, unless the case has ended', () => {
    const { document } = shown(arrived(), offered);
    expect(document?.mails.map(({ kind, dueAt }) => [kind, dueAt])).toEqual([
      ['change', AT],
      ['deadline', '2026-03-14T22:00:00.000Z'],
    ]);
    expect(kinds(shown(arrived(), offered, closed).document)).toEqual(['case-offer']);
  });

  it('is the acknowledgement of a withdrawal, whatever the store has agreed', () => {
    const { document } = shown(arrived({ ...GUARANTEE, areBuyersMailed: false }), declared);
    expect(document?.mails).toMatchObject([{ withdrawal: { email: 'other@example.com' } }]);
  });

  it('keeps what waits when something far ahead is added, and says where its ends lie', () => {
    const sent = toldAt(AT)({ type: 'AllSent', data: { ...ids, allSentAt: AT } }, 0);
    const endsAt = '2026-03-16T22:00:00.000Z';
    const begun = { ...ids, startedAt: AT, endsAt };
    const started = toldAt(AT)({ type: 'InspectionStarted', data: begun }, 1);
    const { document } = viewOf(orderMails)(toldAt(AT)(arrived(), 2), sent, started);
    expect(kinds(document)).toEqual(['all-sent', 'inspection-ends']);
    expect(document).toMatchObject({ dueAt: AT, lastDueAt: '2026-03-14T22:00:00.000Z' });
  });

  it('forgets what could not go out for a week, when it hears more of the order', () => {
    const late = hoursAfter(PAID_AT, MAIL_STALE_HOURS + 1);
    const { document } = viewOf(orderMails)(
      ...[arrived(), confirmed()].map(toldAt(PAID_AT)),
      toldAt(late)(
        { type: 'CaseMessageSent', data: { ...ofCase, by: 'merchant', sentAt: late } },
        2,
      ),
    );
    expect(kinds(document)).toEqual(['case-message']);
  });

  it('leaves when it was sent or given up, and waits when it was not taken', () => {
    const before = shown(arrived(), confirmed()).document;
    const mailId = before?.mails[0]?.mailId as MailId;
    const told = { ...ids, mailId, kind: 'link' as const, tries: 1 };
    const after = (event: MailEvent) => shown(arrived(), confirmed(), event).document;
    expect(after({ type: 'MailSent', data: { ...told, sentAt: AT } })).toMatchObject({
      ...{ mails: [], dueAt: NEVER_DUE },
    });
    expect(after({ type: 'MailSent', data: { ...told, sentAt: AT } })).not.toHaveProperty(
      'lastDueAt',
    );
    const next = '2026-03-02T09:15:00.000Z';
    expect(
      after({
        type: 'MailFailed',
        data: { ...told, reason: '451', nextTryAt: next, failedAt: AT },
      }),
    ).toMatchObject({ dueAt: next, mails: [{ tries: 1 }] });
    expect(
      after({ type: 'MailGivenUp', data: { ...told, reason: '550', givenUpAt: AT } }),
    ).toMatchObject({ mails: [], dueAt: NEVER_DUE });
  });
});
