import { jsonLogger, moveHouse, readConfiguration, systemClock } from '@libs/platform';
import { merchantsService } from '@services/merchants';
import { ordersService } from '@services/orders';
import { refundsService } from '@services/refunds';
import { shippingService } from '@services/shipping';
import { oneWord } from './one-word.js';
import { shareTeller, tellProblem } from './terminal.js';

/**
 * `npm run move -- <data directory>`, with the settings of the installation that is moved to:
 * copies a stopped embedded installation's log and keys to the engines that these name.
 */
try {
  const from = oneWord('say from where: npm run move -- <the data directory that is moved from>');
  const configuration = readConfiguration({ EXTRANET_LOG_LEVEL: 'warn', ...process.env });
  const { log, keys, head } = await moveHouse({
    ...{ from, configuration, clock: systemClock, onProgress: shareTeller() },
    services: [merchantsService, ordersService, refundsService, shippingService],
    logger: jsonLogger(configuration.logLevel),
  });
  process.stdout.write(
    [
      `Moved ${log.events} events and ${keys.keys} keys; read back and the same (${log.hash}).`,
      '',
      `Relays and groups begin after ${head}: nothing old is told or decided again. ${from} does not start any more; keep it until all is well.`,
      'Next: start the services with the same settings and the same master key. They build the views while they run; let people in when /readyz shows all of them following.',
      '',
    ].join('\n'),
  );
} catch (error) {
  tellProblem(error, 'Not moved');
  process.exitCode = 1;
}
