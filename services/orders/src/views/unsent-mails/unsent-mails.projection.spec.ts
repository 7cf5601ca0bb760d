import { MailId, UnsentMail, type MailEvent } from '@libs/contracts';
import { MERCHANT, ORDER, recorded, viewOf } from '@libs/testing';
import { unsentMails } from './unsent-mails.projection.js';

const AT = '2026-03-02T09:00:00.000Z';
const NEXT = '2026-03-02T09:15:00.000Z';
const told = {
  mailId: MailId.parse('5b0d1a3e-9c42-5d17-8e5b-3f7a1c9d2e04'),
  ...{ orderId: ORDER, merchantId: MERCHANT, kind: 'link' as const },
};
const failed: MailEvent = {
  type: 'MailFailed',
  data: { ...told, tries: 1, reason: 'ECONNREFUSED', nextTryAt: NEXT, failedAt: AT },
};
const givenUp: MailEvent = {
  type: 'MailGivenUp',
  data: { ...told, tries: 6, reason: '550', givenUpAt: NEXT },
};
const sent: MailEvent = { type: 'MailSent', data: { ...told, tries: 2, sentAt: NEXT } };
const shown = (...events: MailEvent[]) =>
  viewOf(unsentMails)(...events.map((event, at) => recorded(event, { revision: at }))).document;

describe('what operators see of mails', () => {
  it('is one that was not taken, with its reason and its next try', () => {
    expect(shown(failed)).toEqual({
      ...{ ...told, status: 'to-be-tried-again', tries: 1, reason: 'ECONNREFUSED' },
      ...{ nextTryAt: NEXT, changedAt: AT },
    });
    expect(UnsentMail.parse(shown(failed))).toEqual(shown(failed));
  });

  it('is one that was given up, which is tried no more', () => {
    expect(shown(failed, givenUp)).toEqual({
      ...{ ...told, status: 'given-up', tries: 6, reason: '550', changedAt: NEXT },
    });
  });

  it('is nothing once it is sent', () => {
    expect(shown(sent)).toBeUndefined();
    expect(shown(failed, sent)).toBeUndefined();
  });
});
