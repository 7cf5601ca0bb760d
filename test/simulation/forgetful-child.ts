import type { ServiceDefinition } from '@libs/platform';
import { playSchedule } from './schedule.js';
import { tellSchedules } from './telling.js';
import { SERVICES } from './world.js';

const FORGOTTEN = 'CaseRefundPromised';

/** Services whose views miss one kind of event, as a projector does that drops it. */
const forgetful = SERVICES.map((definition: ServiceDefinition): ServiceDefinition => ({
  ...definition,
  shows: definition.shows.map(({ projection, ...shown }) => ({
    ...shown,
    projection: {
      ...projection,
      on: { ...projection.on, ...(FORGOTTEN in projection.on && { [FORGOTTEN]: unchanged }) },
    },
  })),
}));

await tellSchedules((seed) => playSchedule(seed, forgetful));

function unchanged<Document>(document: Document): Document {
  return document;
}
