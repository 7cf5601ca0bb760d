import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  errorFields,
  jsonLogger,
  nestLogger,
  portsFor,
  prometheusMetrics,
  readConfiguration,
  requestsFor,
  type Clock,
  type Configuration,
  type Platform,
} from '@libs/platform';
import { configureHttp, httpAdapter, tokenVerifier } from '@services/gateway';
import { makeDemoData, type DemoExtent } from './demo-data.js';
import { StandaloneModule } from './standalone.module.js';

export interface StandaloneOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What an empty log is filled with, in the test environment. */
  readonly extent: DemoExtent;
  readonly clock?: Clock;
  /** Modules that run besides the services: what a bench compares them with. */
  readonly besides?: readonly Type[];
  readonly onProgress?: (done: number, of: number) => void;
}

/** The embedded profile at work. */
export interface Standalone {
  /** `http://host:port`, the port that was really taken. */
  readonly address: string;
  readonly configuration: Configuration;
  readonly platform: Platform;
  /** True when this start made demo data. */
  readonly hasMadeData: boolean;
  /** Closes the door, waits for what is in hand, closes the engines. */
  close(): Promise<void>;
}

/** All services in one process: reads the settings, opens the engines, serves, fills. */
export async function startStandalone(options: StandaloneOptions): Promise<Standalone> {
  const { environment, extent, clock, onProgress = () => undefined } = options;
  const configuration = readConfiguration(environment);
  const logger = jsonLogger(configuration.logLevel);
  const ports = await portsFor(configuration, { logger, ...(clock !== undefined && { clock }) });
  const { requests, attach } = requestsFor(configuration);
  const metrics = prometheusMetrics();
  const platform = { configuration, ports, requests, logger, metrics };

  const app = await NestFactory.create<NestFastifyApplication>(
    StandaloneModule.of(platform, options.besides),
    httpAdapter(),
    { bodyParser: false, logger: nestLogger(logger), abortOnError: false },
  );
  configureHttp(app, {
    verifier: await tokenVerifier(configuration),
    tellBug: (error, where) => logger.error('request failed', { ...where, ...errorFields(error) }),
  });
  attach(app);
  await app.startAllMicroservices();
  await app.init();
  const making = { configuration, ports, requests, extent, onProgress };
  const hasMadeData = await makeDemoData(making);
  await app.listen(configuration.port, configuration.host);
  return {
    address: await app.getUrl(),
    configuration,
    platform,
    hasMadeData,
    close: () => app.close(),
  };
}
