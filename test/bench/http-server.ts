import { setTimeout as pause } from 'node:timers/promises';
import { Body, Controller, Get, Module, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { OrderId } from '@libs/kernel';
import { NeedsScope } from '@libs/platform';
import { startStandalone, type Standalone } from '@services/standalone';
import { bodyOf } from '../../services/gateway/src/input/body-of.js';
import { queryIn } from '../../services/gateway/src/input/query.js';
import { RefundBody, RefundWish } from '../../services/gateway/src/input/refund-body.js';
import { TRANSACTIONS } from '../../services/gateway/src/transactions/transactions-query.js';
import { fillWithLines } from './shop-lines.js';
import { fillWithOrders } from './shop-orders.js';

/** What the parent asks of this process, and what it is answered. */
export type ServerRequest =
  | { readonly ask: 'orders'; readonly from: number; readonly count: number }
  | { readonly ask: 'say'; readonly refund: string; readonly page: string }
  | { readonly ask: 'lines'; readonly count: number }
  | { readonly ask: 'settle' }
  | { readonly ask: 'memory' }
  | { readonly ask: 'end' };

const COLLECTIONS = 4;
const COLLECTION_PAUSE_MS = 250;

const said = { refund: '{}', page: '{}' };

/** The limit: the same guard, DTO and bytes, and nothing done. */
@Controller('v1/bench')
class EmptyController {
  @Post(':orderId/refunds')
  @NeedsScope('refunds.refund.write')
  refund(
    @Param('orderId') orderId: string,
    @Body(bodyOf({ shape: RefundBody, contract: RefundWish })) _wish: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): string {
    queryIn({}, request.query);
    OrderId.parse(orderId);
    reply.header('Content-Type', 'application/json; charset=utf-8');
    return said.refund;
  }

  @Get('transactions')
  @NeedsScope('orders.order.read')
  list(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): string {
    queryIn(TRANSACTIONS, request.query);
    reply.header('Content-Type', 'application/json; charset=utf-8');
    return said.page;
  }
}

@Module({ controllers: [EmptyController] })
class EmptyModule {}

const extranet = await startStandalone({
  environment: { ...process.env, PORT: '0', EXTRANET_LOG_LEVEL: 'error' },
  extent: 'merchants',
  besides: [EmptyModule],
});
process.on('message', (request: ServerRequest) => {
  answer(request).then(
    (answered) => process.send?.({ answered }),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
});
process.send?.({ answered: extranet.address });

async function answer(request: ServerRequest): Promise<unknown> {
  switch (request.ask) {
    case 'orders':
      return fillWithOrders(extranet, request.from, request.count);
    case 'lines':
      return fillWithLines(extranet, request.count);
    case 'say':
      Object.assign(said, { refund: request.refund, page: request.page });
      return undefined;
    case 'settle':
      return settled(extranet);
    case 'memory':
      return residentBytes();
    case 'end':
      await extranet.close();
      process.exit(0);
  }
}

/** What is still held once the collector has given back what it freed, which it does by and by. */
async function residentBytes(): Promise<number> {
  for (let turn = 0; turn < COLLECTIONS; turn += 1) {
    globalThis.gc?.();
    await pause(COLLECTION_PAUSE_MS);
  }
  return process.memoryUsage.rss();
}

/** All news handled, all views at the end. */
async function settled({ platform: { ports } }: Standalone): Promise<void> {
  for (let before = ''; before !== (await ports.store.head());) {
    before = await ports.store.head();
    await ports.bus.settled({ timeoutMs: 600_000 });
  }
}
