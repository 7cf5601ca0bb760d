import type { EventBus } from '@libs/event-bus';
import { EventStoreUnavailable, type EventStore } from '@libs/event-store';
import type { Chance } from './chance.js';

/** Turned off when the dust is to settle. */
export interface Weather {
  isFaulty: boolean;
}

/** A store whose appends fail now and then: before anything is written, or after. */
export function faultyStore(store: EventStore, chance: Chance, weather: Weather): EventStore {
  return {
    ...store,
    append: async (...append) => {
      if (weather.isFaulty && chance.is(4)) throw new EventStoreUnavailable('nothing-written');
      const appended = await store.append(...append);
      if (weather.isFaulty && chance.is(4)) throw new EventStoreUnavailable('unknown');
      return appended;
    },
  };
}

/** A bus that tells things twice: a handler that was done fails after all, so it comes again. */
export function faultyBus(bus: EventBus, chance: Chance, weather: Weather): EventBus {
  return {
    ...bus,
    subscribe: (subscription) =>
      bus.subscribe({
        ...subscription,
        handler: async (message) => {
          await subscription.handler(message);
          if (weather.isFaulty && chance.is(8)) throw new EventStoreUnavailable('nothing-written');
        },
      }),
  };
}
