import { Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { TakesForm } from '../http/form-body.js';
import { answerMessage } from './messages/answer-message.js';
import { CANCEL } from './messages/cancel.js';
import { NEW_PAYMENT, NEW_PAYMENT_EXTENDED, takeNewPayment } from './messages/new-payment.js';
import { STATUS_QUERY } from './messages/status-query.js';
import { WEBSTORE, type Webstore } from './webstore.js';

/** Payments as shops' plugins speak of them: made, asked about, cancelled. */
@ApiExcludeController()
@Controller()
export class PaymentsController {
  constructor(@Inject(WEBSTORE) private readonly webstore: Webstore) {}

  @Post('NewPaymentExtended.pmt')
  @HttpCode(200)
  @TakesForm()
  newPayment(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return takeNewPayment(this.webstore, NEW_PAYMENT_EXTENDED, { request, reply });
  }

  @Post('NewPayment.pmt')
  @HttpCode(200)
  @TakesForm()
  shortPayment(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return takeNewPayment(this.webstore, NEW_PAYMENT, { request, reply });
  }

  @Post('PaymentStatusQuery.pmt')
  @HttpCode(200)
  @TakesForm()
  status(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return answerMessage(this.webstore, STATUS_QUERY, { request, reply });
  }

  @Post('PaymentCancel.pmt')
  @HttpCode(200)
  @TakesForm()
  cancel(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return answerMessage(this.webstore, CANCEL, { request, reply });
  }
}
