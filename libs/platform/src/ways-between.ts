import { resolve } from 'node:path';
import { readPlace, readServicePlaces, type Place } from './service-places.js';
import type { Settings } from './settings.js';

/** Brokers, how to reach them, and how topics are made there. */
export interface KafkaPlace {
  readonly connection: string;
  /** Stands before every name. */
  readonly prefix: string;
  readonly partitions: number;
  readonly replication: number;
}

/** How commands reach the services. */
export type RequestsWay =
  | { readonly kind: 'in-process' }
  | { readonly kind: 'kafka'; readonly partitionsAtOnce: number }
  | {
      readonly kind: 'tcp';
      /** Where commands go, by request topic. */
      readonly places: Readonly<Record<string, readonly Place[]>>;
      readonly listen?: Place;
      /** Absolute; with `ca.crt`, `tls.crt` and `tls.key`. */
      readonly tlsDirectory?: string;
    };

export function requestsOf(settings: Settings): RequestsWay {
  switch (settings.EXTRANET_REQUESTS) {
    case 'in-process':
      return { kind: 'in-process' };
    case 'kafka':
      return { kind: 'kafka', partitionsAtOnce: settings.EXTRANET_REQUESTS_PARTITIONS };
    case 'tcp': {
      const { EXTRANET_REQUESTS_LISTEN: listen, EXTRANET_REQUESTS_TLS: tls } = settings;
      const places = settings.EXTRANET_REQUESTS_TCP;
      return {
        kind: 'tcp',
        places: places === undefined ? {} : readServicePlaces(places),
        ...(listen !== undefined && { listen: readPlace(listen) }),
        ...(tls !== undefined && { tlsDirectory: resolve(tls) }),
      };
    }
  }
}

const REPLICATION = 3;

/** There where news or requests go over it. */
export function kafkaOf(settings: Settings): { readonly kafka?: KafkaPlace } {
  const connection = settings.EXTRANET_KAFKA;
  const isUsed = [settings.EXTRANET_EVENT_BUS, settings.EXTRANET_REQUESTS].includes('kafka');
  if (!isUsed || connection === undefined) return {};
  const usual = settings.EXTRANET_ENV === 'production' ? REPLICATION : 1;
  return {
    kafka: {
      connection,
      prefix: settings.EXTRANET_KAFKA_PREFIX,
      partitions: settings.EXTRANET_KAFKA_PARTITIONS,
      replication: settings.EXTRANET_KAFKA_REPLICATION ?? usual,
    },
  };
}
