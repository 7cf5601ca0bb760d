import { openPlatform, readConfiguration, silentLogger, type Platform } from '@libs/platform';
import type { Settings } from '../walk.js';

/** What the institution's own tools stand on, beside the services. */
export interface Institution {
  /** The installation's engines, opened when they are first asked for. */
  platform(): Promise<Platform>;
  close(): Promise<void>;
}

/** In this process, by this process's clock. */
export function institutionWith(settings: Settings): Institution {
  let opened: ReturnType<typeof openPlatform> | undefined;
  const configuration = readConfiguration(settings, { processes: 'several' });
  return {
    platform: async () =>
      (await (opened ??= openPlatform(configuration, { logger: silentLogger }))).platform,
    close: async () => {
      if (opened === undefined) return;
      const { requests, ports } = (await opened).platform;
      await requests.close();
      await ports.close();
    },
  };
}
