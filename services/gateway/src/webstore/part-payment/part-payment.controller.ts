import { Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { TakesForm } from '../../http/form-body.js';
import { WEBSTORE, type Webstore } from '../webstore.js';
import { paymentPlans, planParameters } from './tell-plans.js';

/** What part payment costs, for shops' checkouts and calculators. */
@ApiExcludeController()
@Controller()
export class PartPaymentController {
  constructor(@Inject(WEBSTORE) private readonly webstore: Webstore) {}

  @Get('GetMaksuturvaPartPaymentPaymentPlans.pmt')
  plans(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return paymentPlans(this.webstore, request, reply);
  }

  @Post('GetMaksuturvaPartPaymentPaymentPlans.pmt')
  @HttpCode(200)
  @TakesForm()
  plansAsked(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return paymentPlans(this.webstore, request, reply);
  }

  @Get('GetSveaPaymentPlanParams.pmt')
  campaigns(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return planParameters(this.webstore, request, reply);
  }

  @Post('GetSveaPaymentPlanParams.pmt')
  @HttpCode(200)
  @TakesForm()
  campaignsAsked(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return planParameters(this.webstore, request, reply);
  }
}
