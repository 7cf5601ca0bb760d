import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '@libs/contracts';
import {
  MerchantId,
  UserId,
  type CommandAnswer,
  type CommandEnvelope,
  type Tenant,
} from '@libs/kernel';
import {
  PlatformModule,
  portsFor,
  prometheusMetrics,
  readConfiguration,
  silentLogger,
  type Logger,
  type Ports,
  type Scope,
} from '@libs/platform';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { GatewayModule } from './gateway.module.js';
import { configureHttp } from './http/configure-http.js';
import { httpAdapter } from './http/http-adapter.js';
import { makeToken } from './sign-in/make-token.js';
import { signingKey, type SigningKey } from './sign-in/signing-key.js';
import { tokenVerifier } from './sign-in/verifier-for.js';
import { surroundingsOf, type Views } from './surroundings.js';

export const MERCHANT = MerchantId.parse('11111111-1111-4111-8111-111111111111');
export const OTHER = MerchantId.parse('22222222-2222-4222-8222-222222222222');
export const NOW = '2026-03-02T10:00:00.000Z';
export const LIISA = UserId.parse('liisa');

/** The gateway over real HTTP, on memory engines; the services behind it are spoken for. */
export interface Running {
  readonly address: string;
  readonly ports: Ports;
  readonly views: Views;
  readonly key: SigningKey;
  readonly bugs: readonly unknown[];
  /** Every command that was sent on, in order. */
  readonly sent: readonly Sent[];
  /** How the services answer from now on. */
  answer(how: (sent: Sent) => CommandAnswer | Promise<CommandAnswer>): void;
  token(who?: TokenFor): Promise<string>;
  fetch(path: string, options?: Asking): Promise<Answered>;
  close(): Promise<void>;
}

export interface Sent {
  readonly topic: string;
  readonly key: string;
  readonly envelope: CommandEnvelope;
}

export interface TokenFor {
  readonly merchant?: Tenant;
  readonly roles?: readonly Role[];
  readonly scopes?: readonly Scope[];
}

export interface Asking {
  readonly method?: string;
  readonly body?: unknown;
  readonly raw?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  readonly token?: string | null;
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a spec looks at what came.
  readonly body: any;
}

/** Who hears its log lines, and settings besides those of every spec. */
export interface GatewayOptions {
  readonly logger?: Logger;
  readonly settings?: Readonly<Record<string, string>>;
}

const AUDIENCE = 'merchant-extranet';

export async function runGateway({
  logger = silentLogger,
  settings = {},
}: GatewayOptions = {}): Promise<Running> {
  const directory = mkdtempSync(join(tmpdir(), 'gateway-'));
  const configuration = readConfiguration({
    EXTRANET_DATA: directory,
    EXTRANET_EVENT_STORE: 'memory',
    EXTRANET_VIEW_STORE: 'memory',
    ...settings,
  });
  const ports = await portsFor(configuration, { logger, clock: { now: () => NOW } });
  const sent: Sent[] = [];
  const bugs: unknown[] = [];
  const services = {
    answer: (): CommandAnswer | Promise<CommandAnswer> => ({ outcome: 'unknown' }),
  } as {
    answer: (sent: Sent) => CommandAnswer | Promise<CommandAnswer>;
  };
  const requests = {
    send: async (topic: string, key: string, envelope: CommandEnvelope) => {
      const one = { topic, key, envelope };
      sent.push(one);
      return services.answer(one);
    },
    trouble: () => undefined,
    close: () => Promise.resolve(),
  };
  const metrics = prometheusMetrics({ withProcess: false });
  const platform = { configuration, ports, requests, logger, metrics };
  const app = await start(platform, bugs);
  const key = await signingKey(directory);
  const token = (who: TokenFor = {}) => tokenOf(key, configuration.signIn.issuer, who);
  const ours = await token();
  const address = await app.getUrl();
  return {
    ...{ address, ports, key, bugs, sent, token },
    views: (await surroundingsOf(ports, requests, configuration)).views,
    answer: (how) => {
      services.answer = how;
    },
    fetch: (path, options = {}) => ask(`${address}${path}`, ours, options),
    close: async () => {
      await app.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function start(
  platform: Parameters<(typeof PlatformModule)['of']>[0],
  bugs: unknown[],
): Promise<NestFastifyApplication> {
  @Module({ imports: [PlatformModule.of(platform), GatewayModule] })
  class OnlyGateway {}
  const app = await NestFactory.create<NestFastifyApplication>(
    OnlyGateway,
    httpAdapter(platform.configuration),
    {
      bodyParser: false,
      logger: false,
      abortOnError: false,
    },
  );
  configureHttp(app, {
    verifier: await tokenVerifier(platform.configuration),
    tellBug: (error) => bugs.push(error),
  });
  await app.listen(0, '127.0.0.1');
  return app;
}

function tokenOf(key: SigningKey, issuer: string, who: TokenFor): Promise<string> {
  const { merchant = MERCHANT, roles = ['manager', 'webstore'], scopes } = who;
  return makeToken(key, {
    ...{ userId: LIISA, merchant, roles, issuer, audience: AUDIENCE },
    ...(scopes !== undefined && { scopes }),
  });
}

async function ask(url: string, ours: string, options: Asking): Promise<Answered> {
  const { body, raw, headers = {}, token = ours } = options;
  const sends = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const method = options.method ?? (sends === undefined ? 'GET' : 'POST');
  const own = {
    ...(sends !== undefined && { 'content-type': 'application/json' }),
    ...(token !== null && { authorization: `Bearer ${token}` }),
  };
  const answer = await fetch(url, {
    method,
    headers: { ...own, ...headers },
    ...(sends !== undefined && { body: sends as string }),
  });
  return answeredBy(answer);
}

async function answeredBy(answer: Response): Promise<Answered> {
  const text = await answer.text();
  const isJson = /json/u.test(answer.headers.get('content-type') ?? '') && text !== '';
  const body: unknown = isJson ? JSON.parse(text) : undefined;
  return { status: answer.status, headers: answer.headers, text, body };
}
