import type { z } from '@libs/kernel';
import { ClockEvent } from './clock.js';
import { MerchantEvent } from './merchants/merchants.events.js';
import { ShelfEvent } from './merchants/shelf.js';
import { CheckoutEvent } from './orders/checkout.js';
import { MailEvent } from './orders/mails.js';
import { OrderEvent } from './orders/orders.events.js';
import { ReceiptEvent } from './orders/receipt.js';
import { BankMessage } from './outside/bank.js';
import { CarriersMessage, TrackingInstruction } from './outside/carriers.js';
import { PaymentsMessage } from './outside/payments.js';
import { PayoutInstruction, PayoutsMessage, ReturnInstruction } from './outside/payouts.js';
import { SettlementMessage } from './outside/settlement.js';
import { ParkedEvent } from './parked.js';
import { AccountEvent } from './refunds/account.events.js';
import { CaseEvent } from './refunds/case.events.js';
import { FundingEvent } from './refunds/funding.js';
import { SettlementEvent } from './refunds/settlement.js';
import { TransferEvent } from './refunds/transfer.js';
import { DeliveryEvent } from './shipping/delivery.events.js';

/** The categories of streams, each with its events, and the service that writes them. */
export const CATEGORIES = {
  merchant: { service: 'merchants', event: MerchantEvent },
  shelf: { service: 'merchants', event: ShelfEvent },
  order: { service: 'orders', event: OrderEvent },
  receipt: { service: 'orders', event: ReceiptEvent },
  checkout: { service: 'orders', event: CheckoutEvent },
  mail: { service: 'orders', event: MailEvent },
  account: { service: 'refunds', event: AccountEvent },
  case: { service: 'refunds', event: CaseEvent },
  settlement: { service: 'refunds', event: SettlementEvent },
  funding: { service: 'refunds', event: FundingEvent },
  transfer: { service: 'refunds', event: TransferEvent },
  delivery: { service: 'shipping', event: DeliveryEvent },
  /** Kept by the platform of a test installation: news to nobody. */
  clock: { service: 'platform', event: ClockEvent },
  /** Kept by the bus for operators: on no news topic, or parked ones would be news again. */
  parked: { service: 'bus', event: ParkedEvent },
} as const;
export type Category = keyof typeof CATEGORIES;

/** Topics of recorded events, read from the event store: `<service>.events`. */
export const NEWS_TOPICS = [
  'merchants.events',
  'orders.events',
  'refunds.events',
  'shipping.events',
] as const;
export type NewsTopic = (typeof NEWS_TOPICS)[number];

/** Topics that carry messages from and to the outside, each with the shape it takes. */
export const OUTSIDE_TOPICS = {
  'payments.events': PaymentsMessage,
  'payouts.events': PayoutsMessage,
  'bank.events': BankMessage,
  'settlement.events': SettlementMessage,
  'carriers.events': CarriersMessage,
  'orders.returns': ReturnInstruction,
  'refunds.payouts': PayoutInstruction,
  'shipping.tracking': TrackingInstruction,
} as const satisfies Readonly<Record<string, z.ZodType>>;
export type OutsideTopic = keyof typeof OUTSIDE_TOPICS;

/** The categories whose events a news topic carries. */
export function categoriesOf(topic: NewsTopic): readonly Category[] {
  return (Object.keys(CATEGORIES) as Category[]).filter(
    (category) => `${CATEGORIES[category].service}.events` === topic,
  );
}

const DAY_MS = 24 * 60 * 60 * 1000;
const KEPT_DAYS = 14;
/** Opened personal data for one receiver: it lies there no longer than over a long weekend. */
const KEPT_DAYS_FOR_ONE = 4;
const FOR_ONE_RECEIVER: readonly string[] = [
  'refunds.payouts',
  'shipping.tracking',
] satisfies OutsideTopic[];

/** How long brokers keep the messages of a topic of news or of the outside, in milliseconds. */
export const keptMsOf = (topic: string): number =>
  DAY_MS * (FOR_ONE_RECEIVER.includes(topic) ? KEPT_DAYS_FOR_ONE : KEPT_DAYS);

/** One request topic per service: one key means one order of arrival. */
export const REQUEST_TOPICS = {
  merchants: 'merchants.requests',
  orders: 'orders.requests',
  refunds: 'refunds.requests',
  shipping: 'shipping.requests',
} as const;

/** Where answers go between processes. */
export const REPLY_TOPIC = 'requests.replies';
