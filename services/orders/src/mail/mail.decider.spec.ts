import { MAIL_TRIES_MAX, MailId, type MailCommand, type MailEvent } from '@libs/contracts';
import { aggregateContract, historyOf, MERCHANT, ORDER, specFor } from '@libs/testing';
import fc from 'fast-check';
import { mail, mailDecider } from './mail.decider.js';

const given = specFor(mailDecider);
const after = historyOf(mailDecider);
const AT = '2026-03-02T09:00:00.000Z';
const told = {
  mailId: MailId.parse('5b0d1a3e-9c42-5d17-8e5b-3f7a1c9d2e04'),
  ...{ orderId: ORDER, merchantId: MERCHANT, kind: 'link' as const },
};
const sent = (tries: number): MailCommand => ({
  type: 'RecordMailSent',
  data: { ...told, tries, at: AT },
});
const failed = (tries: number): MailCommand => ({
  type: 'RecordMailFailed',
  data: { ...told, tries, reason: '451', at: AT },
});
const all = Array.from({ length: MAIL_TRIES_MAX }, (_, at) => failed(at + 1));

describe('a mail', () => {
  it('is sent once, whatever is told of it later', () => {
    given()
      .when(sent(1))
      .then({ type: 'MailSent', data: { ...told, tries: 1, sentAt: AT } });
    for (const late of [sent(1), sent(2), failed(2)])
      given(...after(sent(1)))
        .when(late)
        .thenNothing();
  });

  it('that was not taken is tried again, later each time', () => {
    const next = (history: readonly MailEvent[]) =>
      history.flatMap(({ type, data }) => (type === 'MailFailed' ? [data.nextTryAt] : []));
    expect(next(after(failed(1), failed(2), failed(3)))).toEqual([
      '2026-03-02T09:15:00.000Z',
      '2026-03-02T10:00:00.000Z',
      '2026-03-02T13:00:00.000Z',
    ]);
    given(...after(failed(1)))
      .when(failed(1))
      .thenNothing();
  });

  it('is given up after its last try, and never sent after that', () => {
    expect(after(...all).at(-1)).toMatchObject({ type: 'MailGivenUp', data: { reason: '451' } });
    given(...after(...all))
      .when(sent(6))
      .thenNothing();
  });
});

describe('whatever is told of a mail', () => {
  const tries = fc.integer({ min: 1, max: MAIL_TRIES_MAX });
  aggregateContract(
    mail,
    fc.array(fc.oneof(tries.map(sent), tries.map(failed)), { maxLength: 20 }),
  );
});
