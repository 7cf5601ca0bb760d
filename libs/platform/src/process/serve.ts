import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { openPlatform, type OpenPlatform } from './open-platform.js';
import type { Started, Starting } from './run-process.js';

/**
 * Opens what an application stands on, makes it and lets it listen. Where that fails, nothing of
 * it is left open.
 */
export async function serve(
  { configuration, logger, beforeListening }: Starting,
  make: (open: OpenPlatform) => Promise<NestFastifyApplication>,
): Promise<Started> {
  const open = await openPlatform(configuration, { logger });
  const made: { app?: NestFastifyApplication } = {};
  try {
    const app = (made.app = await make(open));
    await app.init();
    await beforeListening();
    await app.listen(configuration.port, configuration.host);
    return { address: await app.getUrl(), close: () => app.close() };
  } catch (error) {
    // What failed to start may fail to stop.
    await made.app?.close().catch(() => undefined);
    await open.platform.requests.close().catch(() => undefined);
    await open.platform.requests.close().catch(() => undefined);
    await open.platform.ports.close().catch(() => undefined);
    throw error;
  }
}
