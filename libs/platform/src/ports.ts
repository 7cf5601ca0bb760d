import type { EventBus, Relays } from '@libs/event-bus';
import type { EventStore } from '@libs/event-store';
import type { ViewStore } from '@libs/view-store';
import type { BuyerLinks } from './buyer-link.js';
import type { Clock } from './clock.js';
import type { MailSender } from './mails/mail-sender.js';
import type { Outages } from './outages.js';
import type { Secrets } from './secrets.js';

/** What a service stands on. It cannot tell which engines keep these promises. */
export interface Ports {
  /** Seals personal fields on the way in and opens them on the way out. */
  readonly store: EventStore;
  readonly bus: EventBus;
  /** What carries news, and what a service tells the outside. */
  readonly relays: Relays;
  readonly views: ViewStore;
  readonly secrets: Secrets;
  readonly clock: Clock;
  /** Writes to people, and makes the links that it writes; absent where nobody is written to. */
  readonly mails?: Mails;
  /** Moves the clock forward; in the test environment only. */
  readonly moveClock?: (moment: string) => Promise<void>;
  /** What is asked whether the engines of views and keys answer; health asks store and bus. */
  readonly probes: readonly Probe[];
  /** Who waits for an engine says so here: the log tells it once. */
  readonly outages: Outages;
  /** Waits for handlers at work, then closes everything in order. */
  close(): Promise<void>;
}

/** How buyers are written to, and what their links look like. */
export interface Mails {
  readonly sender: MailSender;
  readonly links: BuyerLinks;
  readonly buyerUrl: string;
}

/** Fails, or stays silent, while its engine is away. */
export interface Probe {
  readonly engine: string;
  ask(): Promise<unknown>;
}
