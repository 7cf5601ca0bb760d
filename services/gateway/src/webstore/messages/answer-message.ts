import { UserId } from '@libs/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { noteCaller } from '../../sign-in/caller.js';
import { fieldError, type MessageError } from '../fields/fields.js';
import type { HashOrder } from '../hash/hash-orders.js';
import type { Shop } from '../sign-in/shops.js';
import { passwordIn, signatureOf, type Signature } from '../sign-in/sign-message.js';
import { formIn, type Form, type RawForm } from '../wire/form.js';
import type { Webstore } from '../webstore.js';
import { answerText, type Answer } from './answer.js';

/** One kind of message: how it is signed, how it is refused, and what answers it. */
export interface Message {
  /** What its fields begin with. */
  readonly prefix: string;
  readonly order: (texts: Form['texts']) => HashOrder;
  /** The one refusal of a wrong hash, a wrong password and an unknown seller; never signed. */
  readonly refused: (texts: Form['texts']) => Answer;
  readonly answered: (asked: AskedMessage) => Promise<Answer>;
}

/** A message whose sender is known. */
export interface AskedMessage extends Signature {
  readonly webstore: Webstore;
  readonly request: FastifyRequest;
  readonly texts: Form['texts'];
  readonly shop: Shop;
  /** What no charset could read. */
  readonly unreadable: readonly MessageError[];
}

/** Answers a message with its own XML, always HTTP 200 but for one who has failed too often. */
export async function answerMessage(
  webstore: Webstore,
  message: Message,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
): Promise<string> {
  const form = formOf(request, message);
  reply.type('text/xml; charset=UTF-8');
  const asked = await knownSender(webstore, message, { request, reply, form });
  return asked === undefined
    ? answerText(message.refused(form.texts), undefined)
    : answerText(await message.answered(asked), asked.signing);
}

/** The form of a request; one without a body has no fields. */
export const formOf = ({ body }: FastifyRequest, { prefix }: Pick<Message, 'prefix'>): Form =>
  // The parser of forms made it, on every route that takes one.
  formIn((body as RawForm | undefined) ?? new Map(), prefix);

interface Arrived {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly form: Form;
}

/**
 * Who sent a message, if the hash or the password is right; notes the shop as the caller. Wrong
 * ones are counted by seller and address together, so that nobody can lock a shop out.
 */
export async function knownSender(
  webstore: Webstore,
  message: Pick<Message, 'prefix' | 'order'>,
  { request, reply, form }: Arrived,
): Promise<AskedMessage | undefined> {
  const { prefix } = message;
  const { authorization } = request.headers;
  const sellerId = form.texts.get(`${prefix}_sellerid`) ?? passwordIn(authorization)?.user ?? '';
  const attempt = attemptOf(webstore, { request, reply, sellerId });
  if (!attempt.isAllowed) return undefined;
  const order = message.order(form.texts);
  const shop = await webstore.findShop(sellerId);
  const signature = signatureOf(shop, { form, prefix, order, authorization });
  if (shop === undefined || signature === undefined) {
    attempt.failed();
    tellRefusal(webstore, request, { form, prefix, order });
    return undefined;
  }
  noteCaller(request, {
    userId: UserId.parse(shop.sellerId),
    tenant: shop.merchantId,
    roles: ['webstore'],
    scopes: new Set(),
  });
  const unreadable = form.unreadable.map((field) =>
    fieldError(field, 'cannot be read in the charset of the message'),
  );
  return { webstore, request, texts: form.texts, shop, unreadable, ...signature };
}

interface Attempting {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly sellerId: string;
}

/** Whether a seller may try from an address; one that failed too often is told when to. */
export function attemptOf(
  { attempts }: Pick<Webstore, 'attempts'>,
  { request, reply, sellerId }: Attempting,
): { readonly isAllowed: boolean; readonly failed: () => void } {
  const name = `${sellerId.slice(0, 50)} ${request.ip}`;
  const waitMs = attempts.waitMs(name);
  if (waitMs !== undefined) reply.code(429).header('Retry-After', String(Math.ceil(waitMs / 1000)));
  return { isAllowed: waitMs === undefined, failed: () => attempts.failed(name) };
}

/** Which fields were hashed, and how: never a value, never a key. */
function tellRefusal(
  { logger }: Webstore,
  request: FastifyRequest,
  {
    form,
    prefix,
    order,
  }: { readonly form: Form; readonly prefix: string; readonly order: HashOrder },
): void {
  logger.warn('webstore message refused', {
    requestId: request.id,
    kind: prefix,
    fields: order.filter((field) => form.texts.has(field)).join(' '),
    unreadable: form.unreadable.join(' '),
    charsets: form.hashCharsets.join(' '),
    hasHash: form.texts.has(`${prefix}_hash`),
  });
}
