import { setTimeout as sleep } from 'node:timers/promises';
import type { EventBus } from '../event-bus.js';
import { readParked } from '../parked-contents.js';
import type { Relays } from '../relays.js';
import { groundOf } from './ground.js';
import type { KafkaEventBusOptions } from './options.js';
import { publishing } from './publishing.js';
import { relaysOn } from './relays.js';
import { subscriptionsOn } from './subscriptions.js';

/** The bus between processes. It does not close the stores it was given. */
export interface KafkaEventBus extends EventBus {
  /** Of several processes that carry or tell the same, one is at work and the others stand by. */
  readonly relays: Relays;
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
    relays,
    close,
  };

  async function close(): Promise<void> {
    const stopped = Promise.all([groups.stop(), relays.stop()]);
    await Promise.race([stopped, sleep(ground.limits.closeWaitMs, undefined, { ref: false })]);
    ground.outages.close();
    await closeProducer();
    await ground.administration.close();
  }
}
