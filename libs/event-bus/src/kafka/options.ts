import type { EventStore } from '@libs/event-store';
import type { Recorded, z } from '@libs/kernel';
import type { GroupLimits } from '../group.js';
import type { ParkedNotice } from '../parking.js';
import type { DriverLog, KafkaSettings } from './connection.js';

export interface KafkaEventBusOptions {
  readonly kafka: KafkaSettings;
  /** The event store as it is, its personal fields sealed. */
  readonly source: EventStore;
  /** Drops the sealed fields of a recorded event: they read `erased`. */
  readonly strip: (event: Recorded) => Recorded;
  /** The categories that each topic of recorded events carries. */
  readonly newsTopics: Readonly<Record<string, readonly string[]>>;
  /** The shape that each topic from or to the outside takes. */
  readonly outsideTopics: Readonly<Record<string, z.ZodType>>;
  readonly topics: TopicSettings;
  /** Where parked messages are told; it seals their contents. */
  readonly parkedStore: EventStore;
  readonly clock: { now(): string };
  readonly hooks?: KafkaHooks;
  readonly limits?: Partial<KafkaLimits>;
}

/** How topics are made that are not there yet. */
export interface TopicSettings {
  readonly partitions: number;
  readonly replication: number;
  /** How long each topic keeps its messages, in milliseconds. */
  readonly keptMs: (topic: string) => number;
}

/** For alarms and logs; they must not fail. */
export interface KafkaHooks {
  readonly onParked?: (notice: ParkedNotice) => void;
  /** A fault that is waited out: an engine is away, or a handler failed and is tried again. */
  readonly onFault?: (fault: { readonly group?: string; readonly error: unknown }) => void;
  /** Nothing of the group waits after a fault any more. */
  readonly onFaultOver?: (fault: { readonly group?: string }) => void;
  /** The brokers cannot be reached, or do not take us; told once, until they are back. */
  readonly onAway?: (fault: { readonly group: string; readonly error: unknown }) => void;
  readonly onBack?: () => void;
  /** A relay is at work in this process from now on; those of other processes stand by. */
  readonly onAtWork?: (relay: { readonly relay: string }) => void;
  readonly onDriverLog?: DriverLog;
}

export interface KafkaLimits extends GroupLimits {
  /** How long handled messages may go unsaved, and so come again after a crash. */
  readonly saveEveryMs: number;
  /** How long `close` waits for handlers at work. */
  readonly closeWaitMs: number;
  /** How long `subscribe` waits until the group was joined; it goes on trying afterwards. */
  readonly joinWaitMs: number;
  /** A process that falls silent for so long loses its partitions, and its relays, to others. */
  readonly silenceMsMax: number;
  /** Events a relay publishes in one transaction. */
  readonly relayBatchMax: number;
}

export const LIMITS: KafkaLimits = {
  concurrencyMax: 16,
  readAheadMax: 512,
  attemptsMax: 5,
  waits: { firstWaitMs: 100, waitMaxMs: 10_000 },
  parkedMax: 10_000,
  saveEveryMs: 100,
  closeWaitMs: 10_000,
  joinWaitMs: 15_000,
  silenceMsMax: 10_000,
  relayBatchMax: 1024,
};
