import { setTimeout as sleep } from 'node:timers/promises';
import type { Position } from '@libs/kernel';
import type { EventBus } from '../event-bus.js';
import { readParked } from '../parked-contents.js';
import type { Relay } from '../relay.js';
import { groundOf } from './ground.js';
import type { KafkaEventBusOptions } from './options.js';
import { publishing } from './publishing.js';
import { relaysOn, type KafkaTelling } from './relays.js';
import { subscriptionsOn } from './subscriptions.js';

/** The bus between processes. It does not close the stores it was given. */
export interface KafkaEventBus extends EventBus {
  /** Carries a service's recorded events to their topic; one process at a time does. */
  carryNews(topic: string): Relay;
  /** Tells the outside of recorded events, as a service wishes; one process at a time does. */
  tell(telling: KafkaTelling): Relay;
  /** How far a relay has come, in whichever process; absent for one that never was at work. */
  relayPosition(name: string): Promise<Position | undefined>;
  /** What hinders the relays of this process just now, by name. */
  relayTroubles(): ReadonlyMap<string, string>;
}

export function kafkaEventBus(options: KafkaEventBusOptions): KafkaEventBus {
  const ground = groundOf(options);
  const { publish, close: closeProducer } = publishing(ground);
  const relays = relaysOn(ground);
  const groups = subscriptionsOn(ground, relays);

  return {
    publish,
    subscribe: groups.add,
    parked: (group) => readParked(options.parkedStore, group),
    retry: async (group, messageId, actorId) =>
      groups.of(group, messageId).retry(messageId, actorId),
    skip: async (group, messageId, actorId, reason) =>
      groups.of(group, messageId).skip(messageId, actorId, reason),
    progress: groups.progress,
    settled: groups.settled,
    carryNews: relays.carryNews,
    tell: relays.tell,
    relayPosition: relays.positionOf,
    relayTroubles: relays.troubles,
    close,
  };

  async function close(): Promise<void> {
    const stopped = Promise.all([groups.stop(), relays.stop()]);
    await Promise.race([stopped, sleep(ground.limits.closeWaitMs, undefined, { ref: false })]);
    await closeProducer();
    await ground.administration.close();
  }
}
