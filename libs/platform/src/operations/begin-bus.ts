import { NEWS_TOPICS } from '@libs/contracts';
import { busAtRest } from '@libs/event-bus/in-process';
import { assert, type Position } from '@libs/kernel';
import { kafkaSettingsOf } from '../bus-for.js';
import type { Configuration } from '../configuration.js';
import type { ServiceDefinition } from '../service.js';
import { groupsOf, newsCategories, relaysOf } from './what-waits.js';

export interface BeginningBus {
  readonly configuration: Configuration;
  readonly services: readonly ServiceDefinition[];
  readonly clock: { now(): string };
}

/**
 * Lets the bus that the configuration names begin after a position: nothing at or before it is
 * told or decided again. Messages of the outside come anew there, and are handled.
 */
export async function beginBusAfter(position: Position, beginning: BeginningBus): Promise<void> {
  switch (beginning.configuration.eventBus) {
    case 'in-process':
      return beginWithin(position, beginning);
    case 'kafka':
      return beginOnKafka(position, beginning);
  }
}

async function beginWithin(
  position: Position,
  { configuration, services, clock }: BeginningBus,
): Promise<void> {
  const bus = busAtRest(configuration.dataDirectory, clock);
  try {
    const groups = groupsOf(services).filter(({ topic }) => newsCategories(topic) !== undefined);
    for (const { name, topic } of groups) bus.beginGroup(name, topic, position);
    for (const name of relaysOf(services)) await bus.beginRelay(name, position);
  } finally {
    bus.close();
  }
}

/** Groups begin with their topics, which are empty. */
async function beginOnKafka(
  position: Position,
  { configuration: { kafka }, services }: BeginningBus,
): Promise<void> {
  assert(kafka !== undefined, 'the address of Kafka is configured');
  const { beginRelaysAfter } = await import('@libs/event-bus/kafka');
  const names = [...NEWS_TOPICS, ...relaysOf(services)];
  const { replication } = kafka;
  await beginRelaysAfter({ kafka: await kafkaSettingsOf(kafka), replication, names }, position);
}
