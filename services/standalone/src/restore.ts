import { readConfiguration, restore, systemClock } from '@libs/platform';
import { oneWord } from './one-word.js';
import { shareTeller, tellProblem } from './terminal.js';

/** `npm run restore -- <directory>`: puts a backup into the empty data directory. */
try {
  const from = oneWord('say from where: npm run restore -- <the directory of a backup>');
  const configuration = readConfiguration(process.env);
  const { manifest, hasMasterKey } = await restore({
    ...{ configuration, from, clock: systemClock },
    onProgress: shareTeller(),
  });
  const { log, keys, madeAt } = manifest;
  process.stdout.write(
    [
      `Restored ${log.events} events, ${keys.keys} keys and the bus, as they were at ${madeAt}, into ${configuration.dataDirectory}; every event is as it was backed up (${log.hash}).`,
      '',
      'Next:',
      ...(hasMasterKey
        ? []
        : [`- put the master key that belongs to it at ${configuration.masterKey.file}`]),
      '- npm start: views are filled from the log, and what the bus had not handled is handled then',
      `- what happened after ${madeAt} is not here: compare with the bank, the payout and the settlement system before anybody refunds anything`,
      '- who was forgotten after that is known again: forget them once more',
      '',
    ].join('\n'),
  );
} catch (error) {
  tellProblem(error, 'Nothing was restored');
  process.exitCode = 1;
}
