import { onEngine } from '@libs/testing';
import { eventBusContract } from '../event-bus.contract.js';
import { openBus } from './open-bus.fixtures.js';

await onEngine('kafka', ({ url }) =>
  eventBusContract('on Kafka', () => openBus(url), {
    duplicates: 'a topic keeps what is told twice; handlers know it by its id',
  }),
);
