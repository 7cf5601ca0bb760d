import type { CheckoutOfOrder, OrderDetails } from '@libs/contracts';
import { NOTHING, plus } from '@libs/kernel';
import { OK_RETURN, SHORT_RETURN, valuesIn } from '../hash/hash-orders.js';
import { messageHash } from '../hash/message-hash.js';
import { paddedReference } from '../messages/new-payment.js';
import { isEscrow } from '../messages/status-query.js';
import type { Shop } from '../sign-in/shops.js';
import { amountText } from '../wire/amount.js';

/** What the return of a buyer is made of. */
export interface Returning {
  readonly order: OrderDetails;
  readonly checkout: CheckoutOfOrder['checkout'];
  readonly shop: Shop | undefined;
}

/**
 * The shop's ok address with what was paid, signed as the shop had signed (domain: New payments).
 * Only for an order that is paid: the signature says so.
 */
export function okAddress({ order, checkout, shop }: Returning): string {
  const isShort = checkout.version === '0003';
  const fields: readonly (readonly [string, string | undefined])[] = [
    ['pmt_action', isShort ? 'NEW_PAYMENT' : 'NEW_PAYMENT_EXTENDED'],
    ['pmt_version', checkout.version],
    ['pmt_id', order.paymentId],
    ['pmt_reference', paddedReference(order.reference)],
    ['pmt_amount', amountText(order.amount)],
    ['pmt_currency', 'EUR'],
    ['pmt_sellercosts', amountText(plus(order.sellerCosts, order.invoicingFee ?? NOTHING))],
    ['pmt_paymentmethod', order.method],
    ['pmt_escrow', isEscrow(order) ? 'Y' : 'N'],
  ];
  const told = fields.flatMap(([name, text]) =>
    text === undefined ? [] : [[name, text] as const],
  );
  const values = valuesIn(isShort ? SHORT_RETURN : OK_RETURN, new Map(told));
  const hash = hashOf(values, checkout, shop);
  return withParameters(checkout.returns.ok, [
    ...told,
    ...(hash === undefined ? [] : [['pmt_hash', hash] as const]),
  ]);
}

/** By the key that the shop used; by its newest one when that was retired since. */
function hashOf(
  values: readonly string[],
  { signing }: CheckoutOfOrder['checkout'],
  shop: Shop | undefined,
): string | undefined {
  if (signing === undefined || shop === undefined) return undefined;
  const secretKey = shop.keys.get(signing.generation) ?? [...shop.keys.values()].at(-1);
  return secretKey === undefined
    ? undefined
    : messageHash(values, { algorithm: signing.algorithm, charset: signing.charset, secretKey });
}

/** How a buyer's way ended other than with a payment. */
export type OtherEnd = 'cancelled' | 'failed' | 'delayed';

/** Where the buyer goes back to without having paid: the payment's id, and nothing signed. */
export function otherAddress(
  { checkout, order }: Pick<Returning, 'checkout' | 'order'>,
  end: OtherEnd,
): string {
  const { returns } = checkout;
  const id = ['pmt_id', order.paymentId] as const;
  switch (end) {
    case 'cancelled':
      return withParameters(returns.cancel, [id]);
    case 'delayed':
      return withParameters(returns.delayed, [id]);
    case 'failed':
      return withParameters(returns.error, [id, ['error_fields', '[pmt_paymentmethod]']]);
  }
}

function withParameters(
  address: string,
  parameters: readonly (readonly [string, string])[],
): string {
  const url = new URL(address);
  for (const [name, value] of parameters) url.searchParams.append(name, value);
  return url.href;
}
