import { setTimeout as sleep } from 'node:timers/promises';
import type { EventBus, Message } from '@libs/event-bus';
import { EventStoreUnavailable, type EventStore } from '@libs/event-store';
import { MailNotSent, type MailSender } from '@libs/platform';
import { chanceOf, type Chance } from './chance.js';

/** Turned off when the dust is to settle. */
export interface Weather {
  readonly seed: number;
  isFaulty: boolean;
}

/** The same question again, about the same thing, has another chance. */
function chances(kind: string, { seed }: Weather): (about: string) => Chance {
  const asked = new Map<string, number>();
  return (about) => {
    const times = asked.get(about) ?? 0;
    asked.set(about, times + 1);
    return chanceOf(seed, kind, about, times);
  };
}

/** A store whose appends fail now and then: before anything is written, or after. */
export function faultyStore(store: EventStore, weather: Weather): EventStore {
  const chanceFor = chances('append', weather);
  return {
    ...store,
    append: async (stream, expected, events) => {
      const chance = chanceFor(`${stream} ${expected}`);
      if (weather.isFaulty && chance.is(3)) throw new EventStoreUnavailable('nothing-written');
      const appended = await store.append(stream, expected, events);
      if (weather.isFaulty && chance.is(3)) throw new EventStoreUnavailable('unknown');
      return appended;
    },
  };
}

/** A bus that tells things late, and twice: a handler that was done fails after all. */
export function faultyBus(bus: EventBus, weather: Weather): EventBus {
  const chanceFor = chances('news', weather);
  return {
    ...bus,
    subscribe: (subscription) =>
      bus.subscribe({
        ...subscription,
        handler: async (message) => {
          const chance = chanceFor(`${subscription.group} ${nameOf(message)}`);
          if (weather.isFaulty && chance.is(3)) await sleep(1 + chance.below(5));
          await subscription.handler(message);
          if (weather.isFaulty && chance.is(6)) throw new EventStoreUnavailable('nothing-written');
        },
      }),
  };
}

/** Ids of recorded events differ from run to run; where they stand does not. */
const nameOf = ({ id, stream, revision }: Message): string =>
  stream === undefined ? id : `${stream} ${revision}`;

/** A mail server that does not take every mail. */
export function faultyMails(sender: MailSender, weather: Weather): MailSender {
  const chanceFor = chances('mail', weather);
  return {
    ...sender,
    send: async (letter) => {
      if (weather.isFaulty && chanceFor(letter.letterId).is(5)) throw new MailNotSent('ETIMEDOUT');
      await sender.send(letter);
    },
  };
}
