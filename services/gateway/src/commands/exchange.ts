import type { FastifyReply, FastifyRequest } from 'fastify';

/** A request and where its answer goes. */
export interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** A revision that no stream stands at: a repeat is answered all the same, all else is stale. */
export const NO_REVISION = -1;
