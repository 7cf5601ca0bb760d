import { OrderId } from '@libs/kernel';
import type { Ports } from '@libs/platform';
import type { FastifyRequest } from 'fastify';
import type { Webstore } from '../webstore.js';

/** Where the test environment's own payment page is served. */
export const PAYMENT_PATH = '/pay';

const PURPOSE = 'payment-url';

/** The address at which an order is paid: nobody can guess one. */
export function paymentUrl(
  { ports, paymentPage }: Pick<Webstore, 'ports' | 'paymentPage'>,
  { protocol, host }: Pick<FastifyRequest, 'protocol' | 'host'>,
  orderId: OrderId,
): string {
  const page = paymentPage ?? `${protocol}://${host}${PAYMENT_PATH}`;
  return `${page.replace(/\/+$/u, '')}/${ports.secrets.sign(PURPOSE, orderId)}`;
}

/** The order that an address of ours names; `undefined` for one that we did not make. */
export const orderNamedBy = (
  { secrets }: Pick<Ports, 'secrets'>,
  token: string,
): OrderId | undefined => OrderId.safeParse(secrets.verify(PURPOSE, token)).data;
