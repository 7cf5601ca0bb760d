import { Role } from '@libs/contracts';
import {
  INSTITUTION,
  MerchantId,
  UserId,
  z,
  type Actor,
  type OrderId,
  type Tenant,
} from '@libs/kernel';
import type { FastifyRequest } from 'fastify';

/** Who calls, for whom, and what the token allows. Known from the token alone. */
export interface Caller {
  readonly userId: UserId;
  readonly tenant: Tenant;
  readonly roles: readonly Role[];
  readonly scopes: ReadonlySet<string>;
  /** Set for a buyer, who has a link to one order and no token. */
  readonly buyerOf?: OrderId;
}

/** The claims we need besides those that the verifier checks (RFC 9068). */
const Claims = z.object({
  sub: UserId,
  merchant: z.union([MerchantId, z.literal(INSTITUTION)]),
  /** Roles that we do not know are somebody else's. */
  roles: z.array(z.string()).max(50).default([]),
  scope: z.string().max(2000).default(''),
});

/** The caller that a token's claims name; `undefined` when they do not name one. */
export function callerFrom(claims: unknown): Caller | undefined {
  const parsed = Claims.safeParse(claims);
  if (!parsed.success) return undefined;
  const { sub, merchant, roles, scope } = parsed.data;
  return {
    userId: sub,
    tenant: merchant,
    roles: roles.flatMap((role) => Role.safeParse(role).data ?? []),
    scopes: new Set(scope.split(' ').filter(Boolean)),
  };
}

/** The caller as events name the one who acted. */
export function actorOf({ userId, roles, buyerOf }: Caller): Actor {
  if (buyerOf !== undefined) return { kind: 'buyer', id: buyerOf };
  const kind = KINDS.find(([role]) => roles.includes(role))?.[1] ?? 'user';
  return { kind, id: userId };
}

const KINDS: readonly (readonly [Role, Actor['kind']])[] = [
  ['webstore', 'webstore'],
  ['operator', 'operator'],
  ['simulator', 'system'],
];

const callers = new WeakMap<FastifyRequest, Caller>();

/** Remembers who called; done once, where the token was checked. */
export const noteCaller = (request: FastifyRequest, caller: Caller): void => {
  callers.set(request, caller);
};

/** The caller of a request that came through the sign-in. */
export function callerOf(request: FastifyRequest): Caller {
  const caller = callers.get(request);
  if (caller === undefined) throw new Error('a route under /v1 is reached by signing in');
  return caller;
}
