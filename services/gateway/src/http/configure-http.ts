import { assert } from '@libs/kernel';
import type { OpenRoute, RouteDemand } from '@libs/platform';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import { serveDocument } from '../openapi/serve-document.js';
import { problemFilter, type TellBug } from '../problems/problem-filter.js';
import { Problem } from '../problems/problem.js';
import { signIn } from '../sign-in/sign-in-hook.js';
import type { TokenVerifier } from '../sign-in/token-verifier.js';
import { brokenQuery } from './broken-query.js';
import { takeBodies } from './form-body.js';

/** What the HTTP layer needs besides its controllers. */
export interface HttpSetup {
  readonly verifier: TokenVerifier;
  readonly tellBug: TellBug;
}

/**
 * Prepares an application made with `httpAdapter()` and `bodyParser: false`: sign-in, bodies,
 * problems, headers, documentation. Called before it listens.
 */
export function configureHttp(
  application: NestFastifyApplication,
  { verifier, tellBug }: HttpSetup,
): void {
  const fastify = application.getHttpAdapter().getInstance();
  takeBodies(fastify);
  const routes = collectRoutes(fastify);
  const admit = signIn(verifier);
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.headers(request.url.startsWith('/docs') ? DOCS_HEADERS : API_HEADERS);
    reply.header('Request-Id', request.id);
    if (request.is404) {
      done(refusedMethod(routes, request));
      return;
    }
    const admission = admit(request);
    const goOn = () => done(brokenQuery(request.url));
    if (admission === undefined) goOn();
    else admission.then(goOn, done);
  });
  application.useGlobalFilters(problemFilter(tellBug));
  serveDocument(application);
}

const SAFE_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
} as const;

const API_HEADERS = {
  ...SAFE_HEADERS,
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cache-Control': 'no-store',
};

/** The page of the documentation runs its own scripts and styles, and nobody else's. */
const DOCS_HEADERS = {
  ...SAFE_HEADERS,
  'Content-Security-Policy':
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'",
};

interface Route {
  readonly pattern: RegExp;
  readonly methods: readonly string[];
}

/** Notes each route as it is made, and stops the start where one under `/v1` asks for no scope. */
function collectRoutes(fastify: FastifyInstance): readonly Route[] {
  const routes: Route[] = [];
  fastify.addHook('onRoute', ({ method, url, config }: RouteOptions) => {
    const demand = config as Partial<RouteDemand & OpenRoute> | undefined;
    const isOpen = !url.startsWith('/v1/') || demand?.openedBy === 'link';
    assert(isOpen || demand?.scope !== undefined, `a token is asked for at ${url}`);
    const pattern = new RegExp(`^${url.replace(/:[A-Za-z]+/gu, '[^/]+').replace('*', '.*')}$`, 'u');
    routes.push({ pattern, methods: [method].flat() });
  });
  return routes;
}

/** A known path with another method is 405, and says which ones it takes. */
function refusedMethod(routes: readonly Route[], { url }: FastifyRequest): Problem | undefined {
  const path = url.split('?', 1)[0] ?? '';
  const methods = routes.filter(({ pattern }) => pattern.test(path)).map((route) => route.methods);
  if (methods.length === 0) return undefined;
  const allow = [...new Set(methods.flat())].sort().join(', ');
  return new Problem('method-not-allowed', { headers: { Allow: allow } });
}
