import { openPlatform, readConfiguration } from '@libs/platform';
import { makeDemoData } from './demo-data.js';
import { extentAsked } from './extent-asked.js';
import { tellMade, tellProblem, tellProgress } from './terminal.js';

/** Fills an empty test installation whose services run in processes of their own. */
try {
  const extent = extentAsked(process.argv.slice(2));
  const configuration = readConfiguration(process.env, { processes: 'several' });
  const { platform } = await openPlatform(configuration);
  const { ports, requests } = platform;
  const making = { configuration, ports, requests, extent, onProgress: tellProgress };
  tellMade(extent, await makeDemoData(making));
  await Promise.all([requests.close(), ports.close()]);
  process.exit(0);
} catch (error) {
  tellProblem(error);
  process.exit(1);
}
