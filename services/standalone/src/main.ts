import { extentAsked } from './extent-asked.js';
import { startStandalone } from './start-standalone.js';
import { tellProblem, tellProgress, tellReady } from './terminal.js';

/** `npm start [-- --empty]`: the whole extranet in this process, until it is asked to stop. */
try {
  const extent = extentAsked(process.argv.slice(2));
  const startedAt = performance.now();
  const extranet = await startStandalone({
    environment: { EXTRANET_LOG_LEVEL: 'warn', ...process.env },
    extent,
    onProgress: tellProgress,
  });
  tellReady(extranet, { extent, startedInMs: performance.now() - startedAt });
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      extranet.close().then(
        () => process.exit(0),
        (error: unknown) => {
          tellProblem(error);
          process.exit(1);
        },
      );
    });
} catch (error) {
  tellProblem(error);
  process.exit(1);
}
