import { REQUEST_TOPICS, type CheckoutOfOrder } from '@libs/contracts';
import { idFrom, orderIdOf, PaymentId, UserId } from '@libs/kernel';
import { Body, Controller, Get, Inject, Param, Put, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { accepted, refusedBy } from '../../commands/accepted.js';
import { sendCommand } from '../../commands/send-command.js';
import { Problem } from '../../problems/problem.js';
import { notFound, ownDocument } from '../../reading.js';
import { noteCaller } from '../../sign-in/caller.js';
import { momentIn } from '../fields/new-payment.js';
import type { Shop } from '../sign-in/shops.js';
import { passwordIn, signatureOf } from '../sign-in/sign-message.js';
import { WEBSTORE, type Webstore } from '../webstore.js';
import { paymentUrl } from './payment-url.js';

/** Where an order is paid, and until when; JSON, for the shop's seller id and key. */
@ApiExcludeController()
@Controller('api/public/v1/payments/:paymentId/payment-url')
export class PaymentUrlController {
  constructor(@Inject(WEBSTORE) private readonly webstore: Webstore) {}

  @Get()
  async url(@Param('paymentId') paymentId: string, @Req() request: FastifyRequest) {
    return this.told(request, await this.own(request, paymentId));
  }

  @Put()
  async change(
    @Param('paymentId') paymentId: string,
    @Req() request: FastifyRequest,
    @Body() body: unknown,
  ) {
    const checkout = await this.own(request, paymentId);
    const openUntil = expirationIn(body);
    const { orderId, merchantId } = checkout;
    const { ports, views } = this.webstore;
    const answer = await sendCommand(this.webstore, request, {
      topic: REQUEST_TOPICS.orders,
      key: orderId,
      commandId: idFrom('payment-url', orderId, openUntil, request.id),
      fingerprint: ports.secrets.fingerprint({ orderId, openUntil }),
      command: {
        type: 'ChangePaymentUrlExpiry',
        data: { orderId, merchantId, openUntil, at: ports.clock.now() },
      },
    });
    const yes = await accepted(answer, {
      rejected: ({ code, details }) =>
        code === 'expiry-has-passed'
          ? wrong('must be ahead')
          : refusedBy('checkout', { code, ...(details && { details }) }),
      keyReused: () => new Problem('internal-error'),
      unknown: notFound,
      stale: () => new Problem('internal-error'),
    });
    await views.checkouts.caughtUp(yes.position, { timeoutMs: 5000 });
    return this.told(request, { ...checkout, openUntil });
  }

  private told(request: FastifyRequest, { orderId, createdAt, openUntil }: CheckoutOfOrder) {
    return {
      created: createdAt,
      url: paymentUrl(this.webstore, request, orderId),
      ...(openUntil !== undefined && { expiration: openUntil }),
    };
  }

  /** The checkout of a payment of the shop that signs in; wrong ones are counted as for messages. */
  private async own(request: FastifyRequest, paymentId: string): Promise<CheckoutOfOrder> {
    const shop = await this.signedIn(request);
    noteCaller(request, {
      userId: UserId.parse(shop.sellerId),
      tenant: shop.merchantId,
      roles: ['webstore'],
      scopes: new Set(),
    });
    const id = PaymentId.safeParse(paymentId).data;
    if (id === undefined) throw notFound();
    const orderId = orderIdOf(shop.sellerId, id);
    const checkout = await ownDocument(this.webstore.views.checkouts, orderId, shop.merchantId);
    if (checkout === undefined) throw notFound();
    return checkout;
  }

  private async signedIn({ headers, ip }: FastifyRequest): Promise<Shop> {
    const { attempts, findShop } = this.webstore;
    const sellerId = passwordIn(headers.authorization)?.user ?? '';
    const name = `${sellerId.slice(0, 50)} ${ip}`;
    const waitMs = attempts.waitMs(name);
    if (waitMs !== undefined)
      throw new Problem('too-many-attempts', {
        headers: { 'Retry-After': String(Math.ceil(waitMs / 1000)) },
      });
    const shop = await findShop(sellerId);
    const form = { texts: new Map<string, string>(), hashCharsets: [], unreadable: [] };
    const claim = { form, prefix: 'url', order: [], authorization: headers.authorization };
    if (shop !== undefined && signatureOf(shop, claim) !== undefined) return shop;
    attempts.failed(name);
    throw new Problem('token-invalid', {
      headers: { 'WWW-Authenticate': 'Basic realm="webstore", charset="UTF-8"' },
    });
  }
}

const wrong = (detail: string): Problem =>
  new Problem('invalid-input', { errors: [{ detail, pointer: '/expiration' }] });

function expirationIn(body: unknown): string {
  const given =
    typeof body === 'object' && body !== null && 'expiration' in body ? body.expiration : undefined;
  const moment = typeof given === 'string' ? momentIn(given) : undefined;
  if (moment === undefined) throw wrong('must be a moment such as 2026-03-02T10:00:00Z');
  return moment;
}
