import { unsentMailsView, type MailEvent, type UnsentMail } from '@libs/contracts';
import type { Projection } from '@libs/kernel';

/** Mails that were not taken, for operators: why, how often, and whether they are tried again. */
export const unsentMails: Projection<UnsentMail, MailEvent> = {
  name: unsentMailsView.name,
  version: unsentMailsView.version,
  documentId: ({ data }) => data.mailId,
  on: {
    MailFailed: (_before, { data: { failedAt: changedAt, ...mail } }) => ({
      ...{ ...mail, status: 'to-be-tried-again', changedAt },
    }),
    MailGivenUp: (_before, { data: { givenUpAt: changedAt, ...mail } }) => ({
      ...{ ...mail, status: 'given-up', changedAt },
    }),
    MailSent: () => undefined,
  },
};
