import { createTransport } from 'nodemailer';
import { codeIn, MailNotSent, messageIdOf, type MailSender } from './mail-sender.js';

/** A server that says nothing for so long is given up for this time. */
const SMTP_MS_MAX = 10_000;

/** Hands mails to a mail server by SMTP; user, password and TLS are in its address. */
export function smtpMails({
  url,
  from,
}: {
  readonly url: string;
  readonly from: string;
}): MailSender {
  const transport = createTransport({
    url,
    connectionTimeout: SMTP_MS_MAX,
    greetingTimeout: SMTP_MS_MAX,
    socketTimeout: SMTP_MS_MAX,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: async (letter) => {
      const { to, subject, text } = letter;
      try {
        await transport.sendMail({ from, to, subject, text, messageId: messageIdOf(letter, from) });
      } catch (error) {
        const { responseCode, code } = error as { responseCode?: unknown; code?: unknown };
        throw new MailNotSent(codeIn(responseCode ?? code));
      }
    },
    close: () => {
      transport.close();
      return Promise.resolve();
    },
  };
}
