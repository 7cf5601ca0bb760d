import type { AnyMessage, OrderId } from '@libs/kernel';
import type { Shown } from '../shown.js';

/** Mails that a service sends: a view of what is due, and how a document becomes a mail. */
export interface Mailing {
  readonly shown: Shown;
  readonly due: (document: never, now: string) => MailToSend | undefined;
}

/** A mail that is due, and the commands that record how its sending went. */
export interface MailToSend {
  readonly orderId: OrderId;
  readonly mailId: string;
  readonly tries: number;
  readonly to: string;
  readonly words: (link: string) => { readonly subject: string; readonly text: string };
  readonly sent: (at: string) => AnyMessage;
  readonly failed: (at: string, reason: string) => AnyMessage;
}
