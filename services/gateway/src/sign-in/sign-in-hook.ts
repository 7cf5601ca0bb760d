import { INSTITUTION } from '@libs/kernel';
import type { RouteDemand, Scope } from '@libs/platform';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../problems/problem.js';
import { noteCaller, type Caller } from './caller.js';
import { TokenRefused, type TokenVerifier } from './token-verifier.js';

const REALM = 'Bearer realm="merchant-extranet"';
const BEARER = /^Bearer +(?<token>[\w.~+/-]+=*) *$/iu;

/** Whose tokens may use a scope; without an entry only a merchant's may. */
const TENANT_OF: Readonly<Partial<Record<Scope, 'institution' | 'any'>>> = {
  'ops.transfers.read': 'institution',
  'ops.transfers.write': 'institution',
  'ops.returns.read': 'institution',
  'ops.returns.write': 'institution',
  'ops.mails.read': 'institution',
  'ops.parked.read': 'institution',
  'ops.parked.write': 'institution',
  'simulator.write': 'any',
};

/**
 * Signs a request in before its body is read: who calls (401), then whether the token allows
 * this route (403). Routes without a demand are open.
 */
export function signIn(
  verifier: TokenVerifier,
): (request: FastifyRequest) => Promise<void> | undefined {
  return (request) => {
    const { scope } = request.routeOptions.config as Partial<RouteDemand>;
    if (scope === undefined || request.is404) return undefined;
    return admit(verifier, request, scope);
  };
}

async function admit(
  verifier: TokenVerifier,
  request: FastifyRequest,
  scope: Scope,
): Promise<void> {
  const caller = await verified(verifier, request.headers.authorization);
  if (!isAllowed(caller, scope))
    throw new Problem('scope-missing', {
      details: { scope },
      headers: {
        'WWW-Authenticate': `${REALM}, error="insufficient_scope", scope="${scope}"`,
      },
    });
  noteCaller(request, caller);
}

async function verified(
  verifier: TokenVerifier,
  authorization: string | undefined,
): Promise<Caller> {
  if (authorization === undefined)
    throw new Problem('token-missing', { headers: { 'WWW-Authenticate': REALM } });
  const token = BEARER.exec(authorization)?.groups?.['token'];
  if (token === undefined) throw invalid();
  try {
    return await verifier.verify(token);
  } catch (error) {
    throw error instanceof TokenRefused ? invalid(error) : error;
  }
}

function isAllowed({ scopes, tenant }: Caller, scope: Scope): boolean {
  const wanted = TENANT_OF[scope] ?? 'merchant';
  const isOfTenant = wanted === 'any' || (wanted === 'institution') === (tenant === INSTITUTION);
  return isOfTenant && scopes.has(scope);
}

const invalid = (cause?: Error): Problem =>
  new Problem(
    'token-invalid',
    { headers: { 'WWW-Authenticate': `${REALM}, error="invalid_token"` } },
    { cause },
  );
