import {
  FUNDING_REMINDERS_MAX,
  MAIL_TRIES_MAX,
  MerchantMails,
  NEVER_DUE,
  type AccountEvent,
  type MailEvent,
  type Terms,
} from '@libs/contracts';
import { eur, type Named } from '@libs/kernel';
import { DIRECT, MERCHANT, ORDER, recorded, viewOf } from '@libs/testing';
import {
  funded,
  FUNDING,
  opened,
  OTHER_REFUND,
  REFUND,
  requested,
  withdrawn,
} from '../order-news.fixtures.js';
import { merchantMails } from './merchant-mails.projection.js';

const SUM = eur(20_00);
const funding = { ...FUNDING, amount: SUM };
const APPROVER = { kind: 'user', id: 'pekka' } as const;
const openedWith = (terms: Partial<Terms>): AccountEvent => {
  const { data } = opened as Named<AccountEvent, 'AccountOpened'>;
  return { type: 'AccountOpened', data: { ...data, terms: { ...DIRECT, ...terms } } };
};
const waiting = requested(SUM, { funding });
const approved: AccountEvent = {
  type: 'RefundApproved',
  data: {
    ...{ orderId: ORDER, merchantId: MERCHANT, refundId: REFUND, amount: SUM },
    ...{ vat: [{ vatRate: 2550, gross: SUM }], excess: eur(0), funding },
    ...{ approvedBy: APPROVER, approvedAt: '2026-01-10T08:00:00Z' },
  },
};
const shown = (...events: readonly (AccountEvent | MailEvent)[]) =>
  viewOf(merchantMails)(
    ...events.map((event, revision) => recorded(event, { id: `event-${revision}`, revision })),
  ).document;
const dueIn = (document: MerchantMails | undefined) =>
  document?.mails.map(({ refundId, number, dueAt }) => [refundId, number, dueAt]);

describe('what a merchant’s people are reminded of', () => {
  it('is nothing while no refund waits for a transfer', () => {
    for (const events of [[opened], [opened, requested(SUM)]])
      expect(shown(...events)).toMatchObject({ mails: [], dueAt: NEVER_DUE });
  });

  it('is a refund that waits, every seven days, three times', () => {
    const document = shown(opened, waiting);
    expect(dueIn(document)).toEqual([
      [REFUND, 1, '2026-01-14T08:00:00.000Z'],
      [REFUND, 2, '2026-01-21T08:00:00.000Z'],
      [REFUND, 3, '2026-01-28T08:00:00.000Z'],
    ]);
    expect(document).toMatchObject({
      ...{ orderNumber: '1998524', mails: [{ funding }, {}, {}] },
      ...{ dueAt: '2026-01-14T08:00:00.000Z', lastDueAt: '2026-01-28T08:00:00.000Z' },
    });
    expect(MerchantMails.parse(document)).toEqual(document);
    expect(new Set(document?.mails.map(({ mailId }) => mailId)).size).toBe(FUNDING_REMINDERS_MAX);
  });

  it('is told as often as was agreed, or never', () => {
    const [first] = shown(openedWith({ fundingReminderDays: 2 }), waiting)?.mails ?? [];
    expect(first?.dueAt).toBe('2026-01-09T08:00:00.000Z');
    expect(shown(openedWith({ fundingReminderDays: 0 }), waiting)).toBeUndefined();
    expect(shown(openedWith({ settlementModel: 'balance' }), waiting)).toBeUndefined();
  });

  it('is one that waits for a second person only once that has approved it', () => {
    const asked = requested(SUM, { funding, approval: 'needed' });
    expect(dueIn(shown(opened, asked))).toEqual([]);
    expect(dueIn(shown(opened, asked, approved))?.[0]).toEqual([
      ...[REFUND, 1, '2026-01-17T08:00:00.000Z'],
    ]);
  });

  it('is none that was funded or withdrawn, and the others of the order still', () => {
    const other = requested(SUM, { funding, refundId: OTHER_REFUND });
    for (const end of [funded(SUM), withdrawn(SUM)]) {
      expect(shown(opened, waiting, end)).toMatchObject({ mails: [], dueAt: NEVER_DUE });
      expect(shown(opened, waiting, other, end)?.mails).toMatchObject([
        ...Array.from({ length: FUNDING_REMINDERS_MAX }, () => ({ refundId: OTHER_REFUND })),
      ]);
    }
  });
});

describe('a reminder', () => {
  const mails = shown(opened, waiting)?.mails ?? [];
  const told = (number: number) => {
    const mailId = mails[number - 1]?.mailId;
    if (mailId === undefined) throw new Error(`there is no reminder ${number}`);
    return { mailId, orderId: ORDER, merchantId: MERCHANT, kind: 'funding-reminder' as const };
  };
  const sent = (number: number): MailEvent => ({
    type: 'MailSent',
    data: { ...told(number), tries: 1, sentAt: '2026-01-14T08:00:01Z' },
  });
  const left = (event: MailEvent) =>
    shown(opened, waiting, event)?.mails.map(({ number }) => number);

  it('leaves when it was sent, and takes those before it along', () => {
    expect(left(sent(1))).toEqual([2, 3]);
    expect(left(sent(2))).toEqual([3]);
    expect(left(sent(3))).toEqual([]);
  });

  it('waits for its next try when it was not taken, and leaves when it is given up', () => {
    const nextTryAt = '2026-01-14T08:15:00.000Z';
    const failed: MailEvent = {
      type: 'MailFailed',
      data: { ...told(1), tries: 1, reason: '451', nextTryAt, failedAt: '2026-01-14T08:00:01Z' },
    };
    expect(shown(opened, waiting, failed)?.mails[0]).toMatchObject({ dueAt: nextTryAt, tries: 1 });
    const givenUp: MailEvent = {
      type: 'MailGivenUp',
      data: { ...told(1), tries: MAIL_TRIES_MAX, reason: '550', givenUpAt: nextTryAt },
    };
    expect(left(givenUp)).toEqual([2, 3]);
  });

  it('is not changed by the mails to the order’s buyer', () => {
    const { mailId } = told(1);
    const buyers = mailId.replace(/^./u, mailId.startsWith('0') ? '1' : '0') as typeof mailId;
    expect(
      left({
        type: 'MailSent',
        data: {
          ...{ ...told(1), mailId: buyers, kind: 'link' },
          ...{ tries: 1, sentAt: '2026-01-14T08:00:01Z' },
        },
      }),
    ).toEqual([1, 2, 3]);
  });
});
