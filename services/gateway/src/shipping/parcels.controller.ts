import { OrderId, ParcelId } from '@libs/kernel';
import { awaitPosition, NeedsScope } from '@libs/platform';
import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
  Put,
  Req,
  Res,
} from '@nestjs/common';
import { ApiBody } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { parcelPath } from '../answers/links.js';
import { bodyOf } from '../input/body-of.js';
import { FORCE, READING } from '../input/parameters.js';
import {
  ChangedParcel,
  ChangedParcelBody,
  NewParcels,
  ParcelsBody,
  type ChangedParcel as Changed,
  type NewParcels as Told,
} from '../input/parcels-body.js';
import { NO_BODY } from '../input/no-body.js';
import { queryIn } from '../input/query.js';
import { PARCELS_EXAMPLE } from '../openapi/examples.js';
import { Operation } from '../openapi/operation.js';
import { knownForm, notFound, ownDocument, withETag } from '../reading.js';
import { callerOf } from '../sign-in/caller.js';
import { SURROUNDINGS, type Surroundings } from '../surroundings.js';
import { addingParcels, tellForced } from './adding-parcels.js';
import { changeParcels } from './change-parcels.js';
import { parcelsAnswer, unpaidParcelsAnswer } from './parcels-answer.js';
import { ADD, CHANGE, PARCELS, REMOVE } from './parcels-told.js';

const NEW_PARCELS = bodyOf({ shape: ParcelsBody, contract: NewParcels });
const CHANGED_PARCEL = bodyOf({ shape: ChangedParcelBody, contract: ChangedParcel });

interface ParcelIds {
  readonly orderId: string;
  readonly parcelId: string;
}

/** Shipping data of an order: telling parcels, correcting them, following them. */
@Controller('v1/orders/:orderId/parcels')
export class ParcelsController {
  constructor(@Inject(SURROUNDINGS) private readonly surroundings: Surroundings) {}

  @Get()
  @NeedsScope('shipping.parcel.read')
  @Operation(PARCELS)
  async list(
    @Param('orderId') orderId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { ports, views } = this.surroundings;
    const { tenant } = callerOf(request);
    const { atLeast } = queryIn(READING, request.query);
    await awaitPosition(ports, atLeast, views.deliveries, views.orders);
    const delivery = await ownDocument(views.deliveries, orderId, tenant);
    if (delivery !== undefined)
      return withETag(request, reply, { delivery: delivery.deliveryRevision }, () =>
        parcelsAnswer(delivery),
      );
    const order = await ownDocument(views.orders, orderId, tenant);
    if (order === undefined) throw notFound();
    return withETag(request, reply, { order: order.revisions.order }, () =>
      unpaidParcelsAnswer(order),
    );
  }

  @Post()
  @NeedsScope('shipping.parcel.write')
  @ApiBody({ type: ParcelsBody, examples: { all: { value: PARCELS_EXAMPLE } } })
  @Operation(ADD)
  add(
    @Param('orderId') known: string,
    @Body(NEW_PARCELS) body: Told,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    queryIn({}, request.query);
    const orderId = OrderId.parse(knownForm(known));
    reply.code(201);
    return changeParcels(this.surroundings, request, reply, {
      ...{ orderId, body, route: `POST /v1/orders/${orderId}/parcels` },
      command: addingParcels(orderId, body),
      forced: tellForced(orderId),
    });
  }

  @Put(':parcelId')
  @NeedsScope('shipping.parcel.write')
  @ApiBody({ type: ChangedParcelBody })
  @Operation(CHANGE)
  change(
    @Param() ids: ParcelIds,
    @Body(CHANGED_PARCEL) body: Changed,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    queryIn({}, request.query);
    const { orderId, parcelId } = known(ids);
    return changeParcels(this.surroundings, request, reply, {
      ...{ orderId, body, route: `PUT /v1/orders/${orderId}/parcels/${parcelId}` },
      command: (_commandId, at) => ({
        type: 'ChangeParcel',
        data: { orderId, parcelId, ...body, at },
      }),
      forced: {
        action: 'change-parcel',
        href: parcelPath(orderId, parcelId),
        body: { force: true },
      },
      parcelAt: '',
    });
  }

  @Delete(':parcelId')
  @HttpCode(200)
  @NeedsScope('shipping.parcel.write')
  @Operation({ ...REMOVE, parameters: FORCE })
  remove(
    @Param() ids: ParcelIds,
    @Body(NO_BODY) _nothing: undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { force = false } = queryIn(FORCE, request.query);
    const { orderId, parcelId } = known(ids);
    return changeParcels(this.surroundings, request, reply, {
      ...{ orderId, body: { force }, route: `DELETE /v1/orders/${orderId}/parcels/${parcelId}` },
      command: (_commandId, at) => ({
        type: 'RemoveParcel',
        data: { orderId, parcelId, force, at },
      }),
      forced: { action: 'remove-parcel', href: `${parcelPath(orderId, parcelId)}?force=true` },
    });
  }
}

const known = ({ orderId, parcelId }: ParcelIds) => ({
  orderId: OrderId.parse(knownForm(orderId)),
  parcelId: ParcelId.parse(knownForm(parcelId)),
});
