import {
  command,
  event,
  MerchantId,
  OrderId,
  PaymentId,
  SellerId,
  Timestamp,
  z,
} from '@libs/kernel';
import { PaymentMethod } from '../agreement/payment-methods.js';
import { HashAlgorithm } from '../merchants/merchants.events.js';

const Address = z.url({ protocol: /^https?$/u }).max(200);

/** How an answer to the shop is signed; the key itself is looked up by its generation. */
export const CheckoutSigning = z
  .strictObject({
    algorithm: HashAlgorithm,
    generation: z.int().min(1).max(999),
    charset: z.enum(['UTF-8', 'ISO-8859-1', 'ISO-8859-15']),
  })
  .readonly();
export type CheckoutSigning = z.infer<typeof CheckoutSigning>;

/** What an order that came as a webstore message says of its buyer's way (domain: New payments). */
export const Checkout = z
  .strictObject({
    version: z.enum(['0003', '0004', '4204']),
    /** Where the buyer goes back to, by how it ended. */
    returns: z
      .strictObject({ ok: Address, error: Address, cancel: Address, delayed: Address })
      .readonly(),
    locale: z.enum(['fi_FI', 'sv_FI', 'en_FI']),
    /** The method that the buyer picked in the shop. */
    method: PaymentMethod.optional(),
    /** Absent where the shop signs in with a password: there is nothing to sign. */
    signing: CheckoutSigning.optional(),
    /** After this the address of the payment leads nowhere. */
    openUntil: Timestamp.optional(),
  })
  .readonly();
export type Checkout = z.infer<typeof Checkout>;

/** A shop is told of a payment so many times at most. */
export const CALLBACKS_MAX = 6;

/** Why a shop could not be told, where it is not its server that said so. */
export const CallbackFault = z.enum(['unreachable', 'timed-out', 'address-not-allowed']);
export type CallbackFault = z.infer<typeof CallbackFault>;

const checkout = { orderId: OrderId, merchantId: MerchantId };
const attempt = { attempt: z.int().min(1).max(CALLBACKS_MAX) };
const HttpStatus = z.int().min(100).max(599);

/** `checkout-<orderId>`: the buyer's way to the payment, and the shop that is told of it. */
export const CheckoutEvent = z.discriminatedUnion('type', [
  event('PaymentUrlExpiryChanged', { ...checkout, openUntil: Timestamp, changedAt: Timestamp }),
  event('CallbackAnswered', { ...checkout, ...attempt, status: HttpStatus, answeredAt: Timestamp }),
  event('CallbackFailed', {
    ...checkout,
    ...attempt,
    status: HttpStatus.optional(),
    fault: CallbackFault.optional(),
    /** Absent when it was the last attempt. */
    retryAt: Timestamp.optional(),
    failedAt: Timestamp,
  }),
]);
export type CheckoutEvent = z.infer<typeof CheckoutEvent>;

export const CheckoutCommand = z.discriminatedUnion('type', [
  command('ChangePaymentUrlExpiry', { ...checkout, openUntil: Timestamp, at: Timestamp }),
  command('RecordCallback', {
    ...checkout,
    ...attempt,
    outcome: z.union([
      z.strictObject({ status: HttpStatus }).readonly(),
      z.strictObject({ fault: CallbackFault }).readonly(),
    ]),
    at: Timestamp,
  }),
]);
export type CheckoutCommand = z.infer<typeof CheckoutCommand>;

/** An order's checkout as it stands; document id is the order's. Lives in `orders`. */
export const CheckoutOfOrder = z
  .strictObject({
    ...checkout,
    sellerId: SellerId,
    paymentId: PaymentId,
    checkout: Checkout,
    openUntil: Timestamp.optional(),
    /** The next call to the shop's ok address. */
    nextAttempt: z.int().min(1),
    /** Set while the shop is to be told. */
    callbackDueAt: Timestamp.optional(),
    createdAt: Timestamp,
  })
  .readonly();
export type CheckoutOfOrder = z.infer<typeof CheckoutOfOrder>;
