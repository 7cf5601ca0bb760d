import { DueMail, MailId, NEVER_DUE, type OrderMails } from '@libs/contracts';
import { MERCHANT, ORDER, SELLER } from '@libs/testing';
import { mailDue } from './buyer-mails.js';

const LINK = 'https://shop.example/b/secret';
const NOW = '2026-03-02T09:00:00.000Z';
const mailOf = (over: Partial<DueMail>): DueMail => ({
  mailId: MailId.parse('5b0d1a3e-9c42-5d17-8e5b-3f7a1c9d2e04'),
  ...{ kind: 'link', about: 'order-paid', dueAt: NOW, tries: 0, ...over },
});
const mails = (...due: DueMail[]): OrderMails => ({
  ...{ orderId: ORDER, merchantId: MERCHANT, sellerId: SELLER, orderNumber: '1998524' },
  ...{ buyerName: 'Matti', buyerEmail: 'matti@example.com', isMailed: true },
  ...{ dueAt: NEVER_DUE, mails: due },
});

describe('a mail to a buyer', () => {
  it.each(DueMail.unwrap().shape.about.options)(
    'about %s says it in three languages, with the link',
    (about) => {
      const withdrawal = {
        ...{ name: 'Matti', email: 'm@example.com', contract: '1998524', declaredAt: NOW },
      };
      const due = mailDue(
        mails(mailOf({ about, endsAt: NOW, ...(about === 'withdrawal' && { withdrawal }) })),
        NOW,
      );
      const { subject, text } = due?.words(LINK) ?? { subject: '', text: '' };
      expect(text.split(LINK)).toHaveLength(4);
      expect(subject.split(' / ')).toHaveLength(3);
      expect(text).not.toMatch(/[{}]/u);
      for (const hello of ['Hei Matti', 'Hej Matti', 'Hello Matti']) expect(text).toContain(hello);
    },
  );

  it('waits for its moment, and the one that waits longest goes first', () => {
    const late = mailOf({ dueAt: '2026-03-02T09:00:00.001Z' });
    expect(mailDue(mails(late), NOW)).toBeUndefined();
    const first = mailOf({ dueAt: '2026-03-01T09:00:00.000Z', tries: 2 });
    expect(mailDue(mails(mailOf({}), first), NOW)).toMatchObject({ tries: 3 });
  });

  it('that could not go out for a week is left out, and hides none that is news', () => {
    const stale = mailOf({ dueAt: '2026-02-23T08:59:59.999Z' });
    const old = mailOf({ dueAt: '2026-02-23T09:00:00.000Z', tries: 1 });
    expect(mailDue(mails(stale), NOW)).toBeUndefined();
    expect(mailDue(mails(stale, mailOf({ tries: 4 })), NOW)).toMatchObject({ tries: 5 });
    expect(mailDue(mails(stale, old, mailOf({})), NOW)).toMatchObject({ tries: 2 });
  });

  it('of a withdrawal goes to the address that was declared', () => {
    const withdrawal = {
      ...{ name: 'Matti', email: 'declared@example.com', contract: '1', declaredAt: NOW },
    };
    const { buyerEmail: _none, ...nowhere } = mails(mailOf({ about: 'withdrawal', withdrawal }));
    expect(mailDue(nowhere, NOW)?.to).toBe('declared@example.com');
    const { buyerEmail: _no, ...silent } = mails(mailOf({}));
    expect(mailDue(silent, NOW)).toBeUndefined();
  });
});
