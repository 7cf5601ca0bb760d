import { Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { TakesForm } from '../../http/form-body.js';
import { sentTo } from '../messages/new-payment.js';
import { WEBSTORE, type Webstore } from '../webstore.js';
import { reportCompensations } from '../reports/report-compensations.js';
import { parametersOf, paymentMethods } from './payment-methods.js';

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
