import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { HealthController } from '../health.controller.js';
import { nestLogger } from '../nest-logger.js';
import type { Platform } from '../platform.js';
import { PlatformModule } from '../platform.module.js';
import type { Start } from './run-process.js';
import { serve } from './serve.js';

/**
 * One service in a process of its own: its controllers at the end of requests, its projectors,
 * policies, timers and relays at work, and its health on HTTP.
 */
export const startServiceProcess =
  (service: Type): Start =>
  (starting) =>
    serve(starting, async ({ platform, attach }) => {
      const app = await NestFactory.create<NestFastifyApplication>(
        ServiceProcessModule.of(platform, service),
        new FastifyAdapter(),
        { logger: nestLogger(platform.logger), abortOnError: false },
      );
      attach(app);
      await app.startAllMicroservices();
      return app;
    });

@Module({ controllers: [HealthController] })
class ServiceProcessModule {
  static of(platform: Platform, service: Type): DynamicModule {
    return { module: ServiceProcessModule, imports: [PlatformModule.of(platform), service] };
  }
}
