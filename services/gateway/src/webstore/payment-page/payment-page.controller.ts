import { PaymentMethod } from '@libs/contracts';
import { Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { TakesForm } from '../../http/form-body.js';
import { Problem } from '../../problems/problem.js';
import { sentTo } from '../messages/new-payment.js';
import { formIn, type RawForm } from '../wire/form.js';
import { WEBSTORE, type Webstore } from '../webstore.js';
import { okAddress, otherAddress, type OtherEnd } from './ok-return.js';
import { notePage, STYLE } from './page-html.js';
import { findVisit, isOver, languageOfVisit, shownPayment, whenPaid, type Visit } from './visit.js';
import { tellPayment } from './tell-payment.js';

/** Nothing but our own style. */
export const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Where a buyer pays in the test environment, and where each one comes back from. */
@ApiExcludeController()
@Controller('pay')
export class PaymentPageController {
  constructor(@Inject(WEBSTORE) private readonly webstore: Webstore) {}

  @Get('style.css')
  style(@Res({ passthrough: true }) reply: FastifyReply) {
    reply.type('text/css; charset=utf-8').header('Cache-Control', 'public, max-age=3600');
    return STYLE;
  }

  @Get(':token')
  async page(@Param('token') token: string, @Res({ passthrough: true }) reply: FastifyReply) {
    this.assertTest();
    const visit = await this.visitOf(token, reply);
    if (typeof visit === 'string') return visit;
    if (visit.order.paidAt !== undefined) return sentTo(reply, okAddress(visit));
    return isOver(visit, this.webstore.ports.clock.now())
      ? notePage(languageOfVisit(visit), 'over')
      : shownPayment(visit, {});
  }

  @Post(':token')
  @HttpCode(200)
  @TakesForm()
  async act(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    this.assertTest();
    const visit = await this.visitOf(token, reply);
    if (typeof visit === 'string') return visit;
    if (visit.order.paidAt !== undefined) return sentTo(reply, okAddress(visit));
    if (isOver(visit, this.webstore.ports.clock.now()))
      return notePage(languageOfVisit(visit), 'over');
    // The parser of forms made it.
    const { texts } = formIn(request.body as RawForm, 'page');
    const outcome = texts.get('outcome');
    if (outcome === 'cancelled') return sentTo(reply, otherAddress(visit, 'cancelled'));
    const method = visit.methods.find((each) => each === texts.get('method'));
    if (method === undefined) return shownPayment(visit, { isMethodMissing: true });
    const told = outcome === 'delayed' || outcome === 'refused' ? outcome : 'success';
    const isAuthenticated = texts.get('authentication') !== 'no';
    await tellPayment(this.webstore.ports, visit.order, {
      method: PaymentMethod.parse(method),
      isAuthenticated,
      outcome: told,
    });
    if (told !== 'success')
      return sentTo(reply, otherAddress(visit, told === 'delayed' ? 'delayed' : 'failed'));
    return sentTo(reply, `/pay/${token}/return?outcome=paid`);
  }

  /** The way back from any payment page: signed when, and only when, the order is paid. */
  @Get(':token/return')
  async goBack(
    @Param('token') token: string,
    @Query('outcome') outcome: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const visit = await this.visitOf(token, reply);
    if (typeof visit === 'string') return visit;
    const other = OTHER_ENDS.find((each) => each === outcome);
    const paid = other === undefined ? await whenPaid(this.webstore, visit) : visit;
    if (paid.order.paidAt !== undefined) return sentTo(reply, okAddress(paid));
    if (other !== undefined) return sentTo(reply, otherAddress(paid, other));
    reply.header('Refresh', '2');
    return notePage(languageOfVisit(visit), 'waiting', `/pay/${token}/return?outcome=paid`);
  }

  private async visitOf(token: string, reply: FastifyReply): Promise<Visit | string> {
    reply.type('text/html; charset=utf-8').header('Content-Security-Policy', PAGE_POLICY);
    const visit = await findVisit(this.webstore, token);
    if (visit !== undefined) return visit;
    reply.code(404);
    return notePage('en', 'unknown');
  }

  /** In production buyers pay elsewhere. */
  private assertTest(): void {
    if (this.webstore.environment === 'production') throw new Problem('not-found');
  }
}

const OTHER_ENDS: readonly OtherEnd[] = ['cancelled', 'failed', 'delayed'];
