import { OrderId, RefundId } from '@libs/kernel';
import { NeedsScope } from '@libs/platform';
import { Body, Controller, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBody } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { bodyOf } from '../input/body-of.js';
import { Decline, DeclineBody } from '../input/decline-body.js';
import { NO_BODY } from '../input/no-body.js';
import { queryIn } from '../input/query.js';
import { Operation } from '../openapi/operation.js';
import { knownForm } from '../reading.js';
import { actorOf, callerOf } from '../sign-in/caller.js';
import { SURROUNDINGS, type Surroundings } from '../surroundings.js';
import { decideRefund } from './decide-refund.js';
import { APPROVE, DECLINE } from './refunds-told.js';

const DECLINE_BODY = bodyOf({ shape: DeclineBody, contract: Decline });

interface RefundIds {
  readonly orderId: string;
  readonly refundId: string;
}

/** The second person of a refund, where the agreement asks for one. */
@Controller('v1/orders/:orderId/refunds/:refundId')
export class ApprovalController {
  constructor(@Inject(SURROUNDINGS) private readonly surroundings: Surroundings) {}

  @Post('approve')
  @HttpCode(200)
  @NeedsScope('orders.refund-approval.write')
  @Operation(APPROVE)
  approve(
    @Param() ids: RefundIds,
    @Body(NO_BODY) _nothing: undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { orderId, refundId, at } = this.placeOf(ids, request);
    const approvedBy = actorOf(callerOf(request));
    return decideRefund(this.surroundings, request, reply, {
      ...{ orderId, refundId, word: 'approve', body: null },
      command: { type: 'ApproveRefund', data: { orderId, refundId, approvedBy, at } },
    });
  }

  @Post('decline')
  @HttpCode(200)
  @NeedsScope('orders.refund-approval.write')
  @ApiBody({ type: DeclineBody })
  @Operation(DECLINE)
  decline(
    @Param() ids: RefundIds,
    @Body(DECLINE_BODY) body: Decline,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { orderId, refundId, at } = this.placeOf(ids, request);
    const declinedBy = actorOf(callerOf(request));
    return decideRefund(this.surroundings, request, reply, {
      ...{ orderId, refundId, word: 'decline', body },
      command: { type: 'DeclineRefund', data: { orderId, refundId, declinedBy, ...body, at } },
    });
  }

  private placeOf({ orderId, refundId }: RefundIds, request: FastifyRequest) {
    queryIn({}, request.query);
    return {
      orderId: OrderId.parse(knownForm(orderId)),
      refundId: RefundId.parse(knownForm(refundId)),
      at: this.surroundings.ports.clock.now(),
    };
  }
}
