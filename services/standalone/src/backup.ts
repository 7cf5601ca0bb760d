import { backUp, readConfiguration, systemClock } from '@libs/platform';
import { oneWord } from './one-word.js';
import { shareTeller, tellProblem } from './terminal.js';

/** `npm run backup -- <directory>`: copies the embedded installation while it runs. */
try {
  const to = oneWord('say where to: npm run backup -- <a directory that is not there yet>');
  const configuration = readConfiguration(process.env);
  const { log, keys } = await backUp({
    ...{ configuration, to, clock: systemClock },
    onProgress: shareTeller(),
  });
  process.stdout.write(
    [
      `Backed up ${log.events} events, ${keys.keys} keys and the bus of ${configuration.dataDirectory} to ${to}; read back and the same (${log.hash}).`,
      '',
      `The master key is not in it: keep ${configuration.masterKey.file} elsewhere. Without it, all personal data in this backup stay sealed for ever.`,
      'Next: bring the directory to another machine, and try it there, into an empty data directory:',
      `  EXTRANET_DATA=<directory> npm run restore -- ${to}`,
      '',
    ].join('\n'),
  );
} catch (error) {
  tellProblem(error, 'There is no backup');
  process.exitCode = 1;
}
