import {
  ERASED,
  MailId,
  NEVER_DUE,
  type FundingReminder,
  type MerchantAddresses,
  type MerchantMails,
} from '@libs/contracts';
import { eur, UserId } from '@libs/kernel';
import { MERCHANT, ORDER } from '@libs/testing';
import { FUNDING, OTHER_REFUND, REFUND } from '../views/order-news.fixtures.js';
import { refundersAddresses, reminderDue } from './funding-reminders.js';

const NOW = '2026-03-02T09:00:00.000Z';
const mailIdOf = (number: number) => MailId.parse(`5b0d1a3e-9c42-5d17-8e5b-3f7a1c9d2e0${number}`);
const reminder = (over: Partial<FundingReminder> = {}): FundingReminder => ({
  ...{ mailId: mailIdOf(over.number ?? 1), refundId: REFUND, number: 1, tries: 0 },
  ...{ funding: { ...FUNDING, amount: eur(20_00) }, waitsSince: '2026-02-23T09:00:00.000Z' },
  ...{ dueAt: NOW, ...over },
});
const mails = (...due: FundingReminder[]): MerchantMails => ({
  ...{ orderId: ORDER, merchantId: MERCHANT, orderNumber: '1998524', everyDays: 7 },
  ...{ dueAt: NEVER_DUE, mails: due },
});

describe('a reminder to a merchant', () => {
  it('says in three languages what to transfer, where, and since when it is awaited', () => {
    const due = reminderDue(mails(reminder()), NOW);
    expect(due?.to).toEqual({ everybodyOf: MERCHANT });
    const { subject, text } = due?.words() ?? { subject: '', text: '' };
    expect(subject.split(' / ')).toHaveLength(3);
    expect(text).not.toMatch(/[{}]/u);
    for (const figure of ['20,00 EUR', FUNDING.iban, FUNDING.reference, FUNDING.recipientName])
      expect([figure, text.split(figure).length]).toEqual([figure, 4]);
    expect(text).toContain('1998524');
    for (const hello of ['Hei,', 'Hej,', 'Hello,']) expect(text).toContain(hello);
  });

  it('is recorded as one of its order, by its kind and without a word', () =>
    expect(reminderDue(mails(reminder({ tries: 2 })), NOW)?.sent(NOW)).toEqual({
      type: 'RecordMailSent',
      data: {
        ...{ mailId: mailIdOf(1), orderId: ORDER, merchantId: MERCHANT },
        ...{ kind: 'funding-reminder', tries: 3, at: NOW },
      },
    }));

  it('waits for its moment, and is none once it could not go out for a week', () => {
    const late = reminder({ dueAt: '2026-03-02T09:00:00.001Z' });
    const stale = reminder({ dueAt: '2026-02-23T08:59:59.999Z' });
    expect(reminderDue(mails(late), NOW)).toBeUndefined();
    expect(reminderDue(mails(stale), NOW)).toBeUndefined();
  });

  it('is the last one of its refund where several are due, and of the refund that waits longest', () => {
    const due = reminderDue(
      mails(
        reminder({ number: 1, dueAt: '2026-02-28T09:00:00.000Z' }),
        reminder({ number: 2, dueAt: '2026-03-01T09:00:00.000Z' }),
        reminder({ number: 3, dueAt: '2026-03-03T09:00:00.000Z' }),
        reminder({ number: 4, refundId: OTHER_REFUND }),
      ),
      NOW,
    );
    expect(due?.mailId).toBe(mailIdOf(2));
  });
});

describe('whom a merchant’s reminders go to', () => {
  const person = (
    userId: string,
    role: MerchantAddresses['people'][number]['roles'][number],
    email = `${userId}@example.com`,
  ) => ({ userId: UserId.parse(userId), email, roles: [role] });

  it('are those who may refund, and whose address is not erased', () =>
    expect(
      refundersAddresses({
        merchantId: MERCHANT,
        people: [
          person('liisa', 'manager'),
          person('pekka', 'refunder'),
          person('kalle', 'clerk'),
          person('shop', 'webstore'),
          person('gone', 'manager', ERASED),
        ],
      }),
    ).toEqual(['liisa@example.com', 'pekka@example.com']));
});
