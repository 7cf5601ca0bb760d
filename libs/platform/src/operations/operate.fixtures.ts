import { readConfiguration } from '../configuration.js';
import { clock } from '../toy.fixtures.js';
import { silentLogger } from '../logging.js';
import { backUp } from './backup.js';
import { TOYS } from './installation.fixtures.js';
import { moveHouse } from './move-house.js';
import { restore } from './restore.js';

/** A command in a process of its own, which stops for ever where it is told to, to be killed. */
const [stopAt, command, directory = '', place = ''] = process.argv.slice(2);
const configuration = readConfiguration({ EXTRANET_DATA: directory });
const onProgress = (doing: string) => {
  if (doing !== stopAt) return;
  process.stdout.write('there\n');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
};
const asked = { configuration, clock, onProgress };
if (command === 'backup') await backUp({ ...asked, to: place });
else if (command === 'restore') await restore({ ...asked, from: place });
else
  await moveHouse({
    ...{ ...asked, from: place, logger: silentLogger },
    services: [TOYS],
  });
process.stdout.write('done\n');
