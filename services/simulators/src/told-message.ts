import {
  BankMessage,
  CarriersMessage,
  PaymentsMessage,
  PayoutsMessage,
  SettlementMessage,
  type OutsideTopic,
} from '@libs/contracts';
import { idFrom, type AnyMessage, type z } from '@libs/kernel';
import type { OutgoingMessage } from '@libs/event-bus';
import { InputRefused, parsedInput, type Ports } from '@libs/platform';

/** One outside system as a simulator speaks for it. */
export interface Speaker<Message extends AnyMessage> {
  readonly topic: OutsideTopic;
  readonly contract: z.ZodType<Message>;
  /** The field that says when it happened, by the message's type; filled when it is left out. */
  readonly times: Readonly<Record<string, string>>;
  /** Messages of one key keep their order. */
  readonly keyOf: (message: Message) => string;
}

/** The payment system. */
export const PAYMENTS: Speaker<PaymentsMessage> = {
  topic: 'payments.events',
  contract: PaymentsMessage,
  times: {
    PaymentMethodPicked: 'pickedAt',
    PaymentPending: 'pendingAt',
    PaymentSucceeded: 'succeededAt',
  },
  keyOf: ({ data: { sellerId, paymentId } }) => `${sellerId}/${paymentId}`,
};

/** The payout system. */
export const PAYOUTS: Speaker<PayoutsMessage> = {
  topic: 'payouts.events',
  contract: PayoutsMessage,
  times: {
    PayoutPaid: 'paidAt',
    PayoutFailed: 'failedAt',
    ReturnPaid: 'paidAt',
    ReturnFailed: 'failedAt',
  },
  keyOf: ({ data }) => data.orderId,
};

/** The bank. */
export const BANK: Speaker<BankMessage> = {
  topic: 'bank.events',
  contract: BankMessage,
  times: { TransferArrived: 'bookedAt' },
  keyOf: ({ data }) => data.transferId,
};

/** The carriers' follower. */
export const CARRIERS: Speaker<CarriersMessage> = {
  topic: 'carriers.events',
  contract: CarriersMessage,
  times: { ParcelDelivered: 'toldAt' },
  keyOf: ({ data }) => data.orderId,
};

/** The settlement system. */
export const SETTLEMENT: Speaker<SettlementMessage> = {
  topic: 'settlement.events',
  contract: SettlementMessage,
  times: {
    SettlementProposed: 'proposedAt',
    SettlementPaymentMade: 'paidAt',
    SettlementCalledOff: 'calledOffAt',
  },
  keyOf: ({ data }) => data.settlementId,
};

/** A message that was kept for its topic: what a caller is told of it. */
export interface Told<Message extends AnyMessage> {
  readonly messageId: string;
  readonly topic: OutsideTopic;
  readonly message: Message;
}

/**
 * Tells what an outside system would, through its inbound contract. The same key (or, without
 * one, the same contents) is the same message, so that a thing told twice can be sent as such.
 */
export async function tell<Message extends AnyMessage>(
  { bus, clock, secrets }: Pick<Ports, 'bus' | 'clock' | 'secrets'>,
  speaker: Speaker<Message>,
  body: unknown,
  key: string | undefined,
): Promise<Told<Message>> {
  const now = clock.now();
  const message = parsedInput(speaker.contract, timed(body, speaker.times, now));
  const messageId = idFrom('simulator', speaker.topic, key ?? secrets.fingerprint(body));
  const outgoing: OutgoingMessage = {
    ...message,
    id: messageId,
    key: speaker.keyOf(message),
    time: now,
  };
  await bus.publish(speaker.topic, [outgoing]);
  return { messageId, topic: speaker.topic, message };
}

/** The body with its time filled in, where the message's type has one and the body has not. */
function timed(body: unknown, times: Speaker<AnyMessage>['times'], now: string): unknown {
  if (typeof body !== 'object' || body === null) return body;
  const { type, data } = body as { readonly type?: unknown; readonly data?: unknown };
  const field = typeof type === 'string' && Object.hasOwn(times, type) ? times[type] : undefined;
  if (field === undefined || typeof data !== 'object' || data === null || field in data)
    return body;
  return { ...body, data: { ...data, [field]: now } };
}

/** A key of the caller's, quoted or bare; `undefined` without one. */
export function keyIn(header: unknown): string | undefined {
  if (header === undefined) return undefined;
  if (typeof header === 'string' && /^[\x20-\x7e]{1,255}$/u.test(header))
    return header.trim().replace(/^"(.*)"$/u, '$1');
  throw new InputRefused([
    {
      detail: 'must be one string of 1 to 255 visible characters',
      pointer: '/Idempotency-Key',
      in: 'header',
    },
  ]);
}
