import { readFile } from 'node:fs/promises';
import { categoriesOf, keptMsOf, NEWS_TOPICS, OUTSIDE_TOPICS } from '@libs/contracts';
import { relaysWithin, type EventBus, type Relays } from '@libs/event-bus';
import { inProcessEventBus, type BusHooks } from '@libs/event-bus/in-process';
import type { KafkaHooks, KafkaSettings } from '@libs/event-bus/kafka';
import type { EventStore } from '@libs/event-store';
import { assert } from '@libs/kernel';
import { dropSealed, sealerFor, type MasterKey } from '@libs/personal-data';
import type { Clock } from './clock.js';
import type { Configuration } from './configuration.js';
import { readKafkaConnection } from './kafka-connection.js';
import { errorFields, type Logger } from './logging.js';
import type { Outages } from './outages.js';
import type { KafkaPlace } from './ways-between.js';

/** What a bus stands on. */
export interface BusGround {
  readonly directory: string;
  /** The event store as it is. */
  readonly raw: EventStore;
  /** Seals on the way in, opens on the way out. */
  readonly store: EventStore;
  readonly masterKey: MasterKey;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly outages: Outages;
}

export interface ChosenBus {
  readonly bus: EventBus;
  readonly relays: Relays;
}

/** The bus that the configuration names, with its relays. */
export async function busFor(
  { eventBus, kafka }: Pick<Configuration, 'eventBus' | 'kafka'>,
  ground: BusGround,
): Promise<ChosenBus> {
  const { raw: source, store: parkedStore, clock, directory, masterKey, logger, outages } = ground;
  const newsTopics = Object.fromEntries(NEWS_TOPICS.map((topic) => [topic, categoriesOf(topic)]));
  const outsideTopics = OUTSIDE_TOPICS;
  const common = { source, strip: dropSealed, parkedStore, newsTopics, outsideTopics, clock };
  const hooks = hooksFor(logger, outages);
  switch (eventBus) {
    case 'in-process': {
      const sealer = sealerFor(masterKey, 'bus-messages');
      const bus = await inProcessEventBus({ ...common, directory, sealer, hooks });
      return { bus, relays: relaysWithin(bus, bus.positions, hooks) };
    }
    case 'kafka': {
      assert(kafka !== undefined, 'the address of Kafka is configured');
      const { kafkaEventBus } = await import('@libs/event-bus/kafka');
      const { partitions, replication } = kafka;
      const bus = kafkaEventBus({
        ...common,
        kafka: await kafkaSettingsOf(kafka),
        topics: { partitions, replication, keptMs: keptMsOf },
        hooks: { ...hooks, ...kafkaHooksFor(logger) },
      });
      return { bus, relays: bus.relays };
    }
  }
}

const CLIENT_ID = 'merchant-extranet';

/** With its certificates read. */
export async function kafkaSettingsOf({ connection, prefix }: KafkaPlace): Promise<KafkaSettings> {
  const { brokers, isSecure, sasl, ...files } = readKafkaConnection(connection);
  const read = (file: string | undefined) =>
    file === undefined ? undefined : readFile(file, 'utf8');
  const [ca, cert, key] = await Promise.all([
    read(files.tlsCAFile),
    read(files.tlsCertificateFile),
    read(files.tlsKeyFile),
  ]);
  const tls = {
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
  };
  return {
    ...{ brokers, prefix, clientId: CLIENT_ID },
    ...(isSecure && { tls }),
    ...(sasl !== undefined && { sasl }),
  };
}

/** Alarms: a parked message is work for somebody; its contents stay sealed. */
function hooksFor(logger: Logger, outages: Outages): BusHooks {
  return {
    onParked: ({ group, messageId, attempts, isWaiting, error }) =>
      logger.error('message parked', {
        group,
        messageId,
        attempts,
        isWaiting,
        ...(error !== undefined && errorFields(error)),
      }),
    onFault: ({ group = 'bus', error }) => outages.waits(group, error),
    onFaultOver: ({ group = 'bus' }) => outages.goesOn(group),
  };
}

function kafkaHooksFor(logger: Logger): KafkaHooks {
  return {
    onAway: ({ group, error }) => logger.error('bus is away', { group, ...errorFields(error) }),
    onBack: () => logger.info('bus is back'),
    onAtWork: ({ relay }) => logger.info('relay at work', { relay }),
    onDriverLog: (message, fields) => logger.debug('Kafka says', { said: message, ...fields }),
  };
}
