import { Controller, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { TakesForm } from '../../http/form-body.js';
import { Problem } from '../../problems/problem.js';
import { sentTo } from '../messages/new-payment.js';
import { WEBSTORE, type Webstore } from '../webstore.js';
import { reportCompensations } from '../reports/report-compensations.js';
import { PAGE_POLICY } from '../payment-page/payment-page.controller.js';
import { IMAGE_SIZE, methodImage } from './method-image.js';
import { languageIn, merchantOf, parametersOf, paymentMethods } from './payment-methods.js';
import { hasBuyerService, termsPage } from './terms-page.js';

/** What a shop's checkout and back office ask besides payments. */
@ApiExcludeController()
@Controller()
export class MethodsController {
  constructor(@Inject(WEBSTORE) private readonly webstore: Webstore) {}

  @Get('GetPaymentMethods.pmt')
  methods(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return paymentMethods(this.webstore, request, reply);
  }

  @Post('GetPaymentMethods.pmt')
  @HttpCode(200)
  @TakesForm()
  methodsAsked(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return paymentMethods(this.webstore, request, reply);
  }

  @Get('payment-methods/:file')
  image(@Param('file') file: string, @Res({ passthrough: true }) reply: FastifyReply) {
    const image = methodImage(file);
    if (image === undefined) throw new Problem('not-found');
    reply.type(IMAGE_SIZE.mimetype).header('Cache-Control', 'public, max-age=86400');
    return image;
  }

  /** Of the buyer service; a store without it has none to show. */
  @Get('terms/:sellerId')
  async terms(
    @Param('sellerId') sellerId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const merchant = await merchantOf(this.webstore, sellerId);
    const returnTerms = merchant?.agreement?.returnTerms;
    if (merchant === undefined || returnTerms === undefined || !hasBuyerService(merchant))
      throw new Problem('not-found');
    reply.type('text/html; charset=utf-8').header('Content-Security-Policy', PAGE_POLICY);
    return termsPage(languageIn(parametersOf(request)('request_locale')), returnTerms);
  }

  @Post('GetCompensationsByTimeInterval.pmt')
  @HttpCode(200)
  @TakesForm()
  compensations(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return reportCompensations(this.webstore, request, reply);
  }

  /**
   * A link of shop modules to the order in the extranet. It carries no sign-in, so it says
   * nothing of what there is: the list looks for the payment among the merchant's own.
   */
  @Get('dashboard/PaymentEvent.db')
  payment(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const search = new URLSearchParams({ q: parametersOf(request)('pmt_id').slice(0, 20) });
    return sentTo(reply, `/v1/transactions?${search.toString()}`);
  }
}
