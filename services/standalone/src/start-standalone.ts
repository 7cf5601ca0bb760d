import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import {
  openPlatform,
  readConfiguration,
  type Clock,
  type Configuration,
  type Platform,
} from '@libs/platform';
import { makeDoor } from '@services/gateway';
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
  const { platform: opened, attach } = await openPlatform(
    configuration,
    clock === undefined ? {} : { clock },
  );
  const { ports, requests } = opened;
  let startTimers: () => void = () => undefined;
  const timersFrom = new Promise<void>((resolve) => (startTimers = resolve));
  const platform = { ...opened, timersFrom };
  const app = await makeDoor(platform, StandaloneModule.of(platform, options.besides));
  attach(app);
  await app.startAllMicroservices();
  await app.init();
  const making = { configuration, ports, requests, extent, onProgress };
  const hasMadeData = await makeDemoData(making);
  startTimers();
  await app.listen(configuration.port, configuration.host);
  return {
    address: await app.getUrl(),
    configuration,
    platform,
    hasMadeData,
    close: () => app.close(),
  };
}
