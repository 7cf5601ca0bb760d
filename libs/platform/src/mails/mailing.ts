import type { AnyMessage, OrderId } from '@libs/kernel';
import type { View } from '@libs/view-store';
import type { Shown } from '../shown.js';

/** Mails that a service sends: a view of what is due, and how a document becomes a mail. */
export interface Mailing {
  readonly shown: Shown;
  readonly due: (document: never, now: string) => MailToSend | undefined;
  /** Where the addresses of those lie who are named instead of an address. */
  readonly addressBook?: AddressBook;
}

/** A view of another service, with the addresses in each of its documents. */
export interface AddressBook {
  readonly view: View<object>;
  readonly addresses: (document: never) => readonly string[];
}

/** A view and how it is read; the two are checked against each other here. */
export const addressBook = <Document extends object>(
  view: View<Document>,
  addresses: (document: Document) => readonly string[],
): AddressBook => ({ view: view as unknown as View<object>, addresses });

/** A mail that is due, and the commands that record how its sending went. */
export interface MailToSend {
  readonly orderId: OrderId;
  readonly mailId: string;
  readonly tries: number;
  /** An address, or the id of those whose addresses are looked up when it is sent. */
  readonly to: string | { readonly everybodyOf: string };
  readonly words: (link: string) => { readonly subject: string; readonly text: string };
  readonly sent: (at: string) => AnyMessage;
  readonly failed: (at: string, reason: string) => AnyMessage;
}
