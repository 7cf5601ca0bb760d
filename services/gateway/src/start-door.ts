import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  errorFields,
  nestLogger,
  PlatformModule,
  serve,
  type Platform,
  type Start,
} from '@libs/platform';
import { configureHttp } from './http/configure-http.js';
import { httpAdapter } from './http/http-adapter.js';
import { tokenVerifier } from './sign-in/verifier-for.js';

/** An application that people and shops talk to: sign-in, problems, documentation. */
export async function makeDoor(
  { configuration, logger }: Platform,
  module: DynamicModule,
): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(module, httpAdapter(configuration), {
    bodyParser: false,
    logger: nestLogger(logger),
    abortOnError: false,
  });
  configureHttp(app, {
    verifier: await tokenVerifier(configuration),
    tellBug: (error, where) => logger.error('request failed', { ...where, ...errorFields(error) }),
  });
  return app;
}

/** A process whose whole work is such a door: it sends requests, and takes none. */
export const startDoor =
  (module: Type): Start =>
  (starting) =>
    serve(starting, ({ platform }) =>
      makeDoor(platform, { module: DoorModule, imports: [PlatformModule.of(platform), module] }),
    );

/** Holds the modules of the process. */
class DoorModule {}
