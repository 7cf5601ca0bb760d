import { Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { TakesForm } from '../http/form-body.js';
import { answerMessage } from './messages/answer-message.js';
import { deliveryMessage } from './messages/delivery.js';
import { WEBSTORE, type Webstore } from './webstore.js';

const ADD = deliveryMessage('add');
const UPDATE = deliveryMessage('update');
const DELETE = deliveryMessage('delete');

/** Shipping data as shops' plugins tell it. */
@ApiExcludeController()
@Controller()
export class ShippingMessagesController {
  constructor(@Inject(WEBSTORE) private readonly webstore: Webstore) {}

  @Post('addDeliveryInfo.pmt')
  @HttpCode(200)
  @TakesForm()
  add(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return answerMessage(this.webstore, ADD, { request, reply });
  }

  @Post('updateDeliveryInfo.pmt')
  @HttpCode(200)
  @TakesForm()
  update(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return answerMessage(this.webstore, UPDATE, { request, reply });
  }

  @Post('deleteDeliveryInfo.pmt')
  @HttpCode(200)
  @TakesForm()
  remove(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return answerMessage(this.webstore, DELETE, { request, reply });
  }
}
