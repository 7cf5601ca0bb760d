import { NeedsScope } from '@libs/platform';
import { Body, Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiBody } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { bodyOf } from '../input/body-of.js';
import {
  ManyParcels,
  ManyParcelsBody,
  ORDERS_MAX,
  type ManyParcels as Many,
} from '../input/parcels-body.js';
import { queryIn } from '../input/query.js';
import { MANY_PARCELS_EXAMPLE } from '../openapi/examples.js';
import { Operation } from '../openapi/operation.js';
import { SURROUNDINGS, type Surroundings } from '../surroundings.js';
import { MANY } from './parcels-told.js';
import { tellMany } from './tell-many.js';

const MANY_PARCELS = bodyOf({
  ...{ shape: ManyParcelsBody, contract: ManyParcels },
  lists: { items: ORDERS_MAX },
});

/** Shipping data of many orders at once: a day's parcels in one request. */
@Controller('v1/parcels')
export class ManyParcelsController {
  constructor(@Inject(SURROUNDINGS) private readonly surroundings: Surroundings) {}

  @Post()
  @HttpCode(200)
  @NeedsScope('shipping.parcel.write')
  @ApiBody({ type: ManyParcelsBody, examples: { all: { value: MANY_PARCELS_EXAMPLE } } })
  @Operation(MANY)
  tell(
    @Body(MANY_PARCELS) body: Many,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    queryIn({}, request.query);
    return tellMany(this.surroundings, { request, reply }, body);
  }
}
