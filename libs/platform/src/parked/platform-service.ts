import { parkedMessagesView } from '@libs/contracts';
import type { ServiceDefinition } from '../service.js';
import { shown } from '../shown.js';
import { parkedMessages } from './parked-messages.projection.js';

/**
 * What the bus parks is shown by the platform: no service owns it. Every process of an
 * installation keeps the same view, and each document takes an event once.
 */
export const platformService: ServiceDefinition = {
  name: 'platform',
  requests: 'platform.requests',
  decides: [],
  shows: [shown(parkedMessages, parkedMessagesView, ['parked'])],
  follows: [],
  tells: [],
};
