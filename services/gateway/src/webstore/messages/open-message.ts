import type { FastifyReply, FastifyRequest } from 'fastify';
import type { HashOrder } from '../hash/hash-orders.js';
import { passwordIn } from '../sign-in/sign-message.js';
import type { Shop } from '../sign-in/shops.js';
import { formIn, type Form } from '../wire/form.js';
import type { Webstore } from '../webstore.js';
import { attemptOf, formOf, knownSender } from './answer-message.js';

/** A message that needs no signature, for nothing in its answer is secret. */
export interface OpenMessage {
  readonly prefix: string;
  readonly order: HashOrder;
}

/** The fields of a message: of its form, or of the address where it came by GET. */
export function textsOf(request: FastifyRequest, prefix: string): Form {
  if (request.method !== 'GET') return formOf(request, { prefix });
  const given = Object.entries(request.query as Readonly<Record<string, unknown>>).flatMap(
    ([name, text]) => (typeof text === 'string' ? [[name, Buffer.from(text)] as const] : []),
  );
  return formIn(new Map(given), prefix);
}

/**
 * The shop that an open message names. A hash or a password is not needed; one that is there has
 * to be right. What is wrong is counted as for all messages, and told in no other way than a
 * seller that there is not.
 */
export async function namedShop(
  webstore: Webstore,
  { prefix, order }: OpenMessage,
  arrived: { readonly request: FastifyRequest; readonly reply: FastifyReply; readonly form: Form },
): Promise<Shop | undefined> {
  const { request, reply, form } = arrived;
  const isSigned =
    form.texts.has(`${prefix}_hash`) || passwordIn(request.headers.authorization) !== undefined;
  if (isSigned) return (await knownSender(webstore, { prefix, order: () => order }, arrived))?.shop;
  const attempt = attemptOf(webstore, { request, reply, sellerId: sellerIdIn(form, prefix) });
  if (!attempt.isAllowed) return undefined;
  const shop = await webstore.findShop(sellerIdIn(form, prefix));
  if (shop === undefined) attempt.failed();
  return shop;
}

const sellerIdIn = ({ texts }: Form, prefix: string): string =>
  texts.get(`${prefix}_sellerid`)?.trim() ?? '';
