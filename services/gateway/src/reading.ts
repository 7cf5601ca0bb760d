import { INSTITUTION, type MerchantId, type Tenant } from '@libs/kernel';
import type { OpenView } from '@libs/view-store';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { etagOf, isNoneMatch, type Revisions } from './http/etag.js';
import { Problem } from './problems/problem.js';
import { callerOf } from './sign-in/caller.js';

/** The document of a merchant by its id; another's is as unknown as one that never was. */
export async function ownDocument<Document extends { readonly merchantId: MerchantId }>(
  view: Pick<OpenView<Document>, 'load'>,
  id: string,
  tenant: Tenant,
): Promise<Document | undefined> {
  if (!UUID.test(id)) return undefined;
  const document = (await view.load([id])).get(id)?.document;
  return document?.merchantId === tenant ? document : undefined;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u;

/** An id that could be one of ours; any other is answered as one that never was. */
export function knownForm(id: string): string {
  if (!UUID.test(id)) throw notFound();
  return id;
}

/** The caller's merchant; the institution has no orders of its own. */
export function merchantOf(request: FastifyRequest): MerchantId {
  const { tenant } = callerOf(request);
  if (tenant === INSTITUTION) throw notFound();
  return tenant;
}

/** There is nothing by that id, or nothing of yours: the two cannot be told apart. */
export const notFound = (): Problem => new Problem('not-found');

/** Answers a resource with its ETag, or 304 when the caller has this very one. */
export function withETag<Body>(
  request: FastifyRequest,
  reply: FastifyReply,
  revisions: Revisions,
  body: () => Body,
): Body | undefined {
  const etag = etagOf(revisions);
  reply.header('ETag', etag).header('Cache-Control', 'private, no-cache');
  if (!isNoneMatch(request.headers['if-none-match'], etag)) return body();
  reply.code(304);
  return undefined;
}
