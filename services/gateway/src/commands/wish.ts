import { idFrom } from '@libs/kernel';
import type { FastifyRequest } from 'fastify';
import { keyIn } from '../http/idempotency-key.js';
import { callerOf } from '../sign-in/caller.js';
import type { Surroundings } from '../surroundings.js';

/** What a caller wishes: the same key on the same route is the same wish, if the body is the same. */
export interface Wish {
  /** The method and the path with its ids; a buyer's names no link, which may be renewed. */
  readonly route: string;
  readonly body: unknown;
}

/** What a wish is known by: sent again, it is known by the same. */
export interface WishIds {
  readonly commandId: string;
  readonly fingerprint: string;
}

/**
 * The ids of a wish: the key belongs to merchant, subject and route, and covers the body (ADR 18).
 * Fails with `InputRefused` on a missing or malformed `Idempotency-Key`.
 */
export function wishIdsOf(
  { ports: { secrets } }: Surroundings,
  request: FastifyRequest,
  { route, body }: Wish,
): WishIds {
  const { tenant, userId } = callerOf(request);
  const key = keyIn(request.headers['idempotency-key']);
  return {
    commandId: idFrom(tenant, userId, route, key),
    fingerprint: secrets.fingerprint({ route, body }),
  };
}
