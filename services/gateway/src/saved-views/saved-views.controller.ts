import { SavedViewId } from '@libs/contracts';
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
import { savedViewPath } from '../answers/links.js';
import { asOf } from '../answers/page.js';
import { namesFor } from '../answers/timeline-names.js';
import { bodyOf } from '../input/body-of.js';
import { NO_BODY } from '../input/no-body.js';
import { READING } from '../input/parameters.js';
import { queryIn } from '../input/query.js';
import {
  ChangedView,
  ChangedViewBody,
  filtersIn,
  NewView,
  SavedViewBody,
} from '../input/saved-view-body.js';
import { Operation } from '../openapi/operation.js';
import { knownForm, withETag } from '../reading.js';
import { callerOf } from '../sign-in/caller.js';
import { SURROUNDINGS, type Surroundings } from '../surroundings.js';
import { addToShelf, changeShelf, standingView } from './change-shelf.js';
import { CHANGE, LIST, REMOVE, SAVE, SHOW } from './saved-views-told.js';
import { savedViewAnswer, shelvesOf } from './shelves.js';

const NEW_VIEW = bodyOf({ shape: SavedViewBody, contract: NewView });
const CHANGED_VIEW = bodyOf({ shape: ChangedViewBody, contract: ChangedView });

/** Filters of Account Transactions under a name, for a user or for all colleagues. */
@Controller('v1/saved-views')
export class SavedViewsController {
  constructor(@Inject(SURROUNDINGS) private readonly surroundings: Surroundings) {}

  @Get()
  @NeedsScope('merchants.saved-view.read')
  @Operation(LIST)
  async list(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const { ports, views } = this.surroundings;
    const { atLeast } = queryIn(READING, request.query);
    await awaitPosition(ports, atLeast, views.savedViews);
    const seen = await asOf(ports, views.savedViews);
    const shelves = await shelvesOf(this.surroundings, request);
    const named = await namesFor(views, shelves[0].merchantId);
    const shown = shelves.filter(({ document }) => document !== undefined);
    const revisions = shown.map(({ part, document }) => [part, document?.revision] as const);
    // Before the first view there is no stream to name.
    const etag = shown.length === 0 ? { views: 0 } : Object.fromEntries(revisions);
    return withETag(request, reply, etag, () => ({
      items: shown.flatMap((shelf) =>
        (shelf.document?.views ?? []).map((view) => savedViewAnswer(view, shelf, named)),
      ),
      ...{ next: null, prev: null, asOf: seen },
    }));
  }

  @Get(':viewId')
  @NeedsScope('merchants.saved-view.read')
  @Operation(SHOW)
  async show(
    @Param('viewId') viewId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { ports, views } = this.surroundings;
    const { atLeast } = queryIn(READING, request.query);
    await awaitPosition(ports, atLeast, views.savedViews);
    const { revisions, answer } = await standingView(this.surroundings, request, viewId);
    return withETag(request, reply, revisions, () => answer);
  }

  @Post()
  @NeedsScope('merchants.saved-view.write')
  @ApiBody({ type: SavedViewBody })
  @Operation(SAVE)
  async save(
    @Body(NEW_VIEW) body: NewView,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    queryIn({}, request.query);
    const contents = this.contentsOf(body, request);
    const exchange = { request, reply };
    const viewId = await addToShelf(
      this.surroundings,
      exchange,
      { shared: body.shared, body },
      ({ shelfId, merchantId, owner }, id) => ({
        type: 'SaveView',
        data: { shelfId, merchantId, viewId: id, owner, ...contents },
      }),
    );
    reply.code(201).header('Location', savedViewPath(viewId));
    return (await standingView(this.surroundings, request, viewId)).answer;
  }

  @Put(':viewId')
  @NeedsScope('merchants.saved-view.write')
  @ApiBody({ type: ChangedViewBody })
  @Operation(CHANGE)
  async change(
    @Param('viewId') known: string,
    @Body(CHANGED_VIEW) body: ChangedView,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    queryIn({}, request.query);
    const viewId = SavedViewId.parse(knownForm(known));
    const contents = this.contentsOf(body, request);
    await changeShelf(
      this.surroundings,
      { request, reply },
      {
        ...{ viewId, body, route: `PUT ${savedViewPath(viewId)}` },
        command: ({ shelfId, merchantId }) => ({
          type: 'ChangeSavedView',
          data: { shelfId, merchantId, viewId, ...contents },
        }),
      },
    );
    return (await standingView(this.surroundings, request, viewId)).answer;
  }

  @Delete(':viewId')
  @HttpCode(204)
  @NeedsScope('merchants.saved-view.write')
  @Operation(REMOVE)
  async remove(
    @Param('viewId') known: string,
    @Body(NO_BODY) _nothing: undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    queryIn({}, request.query);
    const viewId = SavedViewId.parse(knownForm(known));
    const at = this.surroundings.ports.clock.now();
    await changeShelf(
      this.surroundings,
      { request, reply },
      {
        ...{ viewId, body: null, route: `DELETE ${savedViewPath(viewId)}` },
        command: ({ shelfId, merchantId }) => ({
          type: 'RemoveSavedView',
          data: { shelfId, merchantId, viewId, at },
        }),
      },
    );
  }

  /** What a user wrote, checked against the list that it is for. */
  private contentsOf(body: ChangedView, request: FastifyRequest) {
    const { userId } = callerOf(request);
    return {
      view: { name: body.name, filters: filtersIn(body) },
      savedBy: userId,
      at: this.surroundings.ports.clock.now(),
    };
  }
}
