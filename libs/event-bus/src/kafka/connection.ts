import { Kafka, logLevel, type Admin, type Producer, type SASLOptions } from 'kafkajs';
import { EventBusUnavailable } from '../event-bus.js';
import { keyPartitioner } from './partitioner.js';
import { answered, ANSWER_MS_MAX, leave } from './silence.js';

/** How the brokers are reached, and what everything there is called. */
export interface KafkaSettings {
  /** `host:port` of some brokers; they name the others. */
  readonly brokers: readonly string[];
  readonly clientId: string;
  /** Stands before every topic, group and transaction: installations may share brokers. */
  readonly prefix: string;
  /** Certificates as PEM texts; `true` trusts what the system trusts. */
  readonly tls?: true | { readonly ca?: string; readonly cert?: string; readonly key?: string };
  readonly sasl?: {
    readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
    readonly username: string;
    readonly password: string;
  };
}

/** Told of what the driver logs: warnings and errors only. */
export type DriverLog = (message: string, fields: Readonly<Record<string, unknown>>) => void;

/** A client that has not connected yet. It retries for some seconds, then says so. */
export function kafkaClient(settings: KafkaSettings, log: DriverLog = () => undefined): Kafka {
  const { brokers, clientId, tls, sasl } = settings;
  return new Kafka({
    brokers: [...brokers],
    clientId,
    ...(tls !== undefined && { ssl: tls === true ? true : { ...tls } }),
    ...(sasl !== undefined && { sasl: saslOf(sasl) }),
    connectionTimeout: 3000,
    requestTimeout: ANSWER_MS_MAX,
    retry: { initialRetryTime: 50, factor: 0.2, multiplier: 2, maxRetryTime: 1000, retries: 6 },
    logLevel: logLevel.WARN,
    logCreator: () => (entry) => {
      const { message, timestamp: _timestamp, stack: _stack, ...fields } = entry.log;
      log(message, { ...fields, at: entry.namespace });
    },
  });
}

// The driver's type is a union by mechanism; all of ours take the same two words.
const saslOf = ({ mechanism, username, password }: NonNullable<KafkaSettings['sasl']>) =>
  ({ mechanism, username, password }) as SASLOptions;

/** Keys go to partitions as those of the Java clients do. */
export const plainProducer = (kafka: Kafka): Producer =>
  kafka.producer({ idempotent: true, createPartitioner: keyPartitioner });

/** For answers: one that is lost is asked for again; each says its partition. */
export const replyProducer = (kafka: Kafka): Producer =>
  kafka.producer({ createPartitioner: keyPartitioner });

/** A transaction that follows another one at once is refused until the markers of that one lie. */
const SOON = { initialRetryTime: 4, factor: 0.2, multiplier: 1.6, maxRetryTime: 1000, retries: 16 };

/** It has the name once `takeName` is done, not when it is connected. */
export const transactionalProducer = (kafka: Kafka, transactionalId: string): Producer =>
  kafka.producer({
    transactionalId,
    idempotent: true,
    maxInFlightRequests: 1,
    transactionTimeout: 30_000,
    retry: SOON,
    createPartitioner: keyPartitioner,
  });

/** The engine's own failure as the port's; any other error stays as it is. */
export const asUnavailable = (error: unknown): unknown =>
  error instanceof Error && error.name.startsWith('KafkaJS')
    ? new EventBusUnavailable(`Kafka: ${error.message}`, { cause: error })
    : error;

/** Runs with an admin connection that is opened when first needed, and again after a failure. */
export interface Administration {
  run<Answer>(work: (admin: Admin) => Promise<Answer>): Promise<Answer>;
  /** For ever: what is still under way fails, and opens nothing anew. */
  close(): Promise<void>;
}

export function administration(kafka: Kafka): Administration {
  let opened: Promise<Admin> | undefined;
  let isClosed = false;
  return {
    run: async (work) => {
      if (isClosed) throw new EventBusUnavailable('the bus is closed');
      let using: Promise<Admin> | undefined;
      try {
        using = opened ??= open();
        const admin = await using;
        return await answered(admin, work(admin));
      } catch (error) {
        if (using !== undefined) await discard(using);
        throw asUnavailable(error);
      }
    },
    close: async () => {
      isClosed = true;
      if (opened !== undefined) await discard(opened);
    },
  };

  async function open(): Promise<Admin> {
    const admin = kafka.admin();
    await answered(admin, admin.connect());
    return admin;
  }

  /** Another one may have been opened meanwhile, which others work with. */
  async function discard(using: Promise<Admin>): Promise<void> {
    if (opened === using) opened = undefined;
    await using.then(leave).catch(() => undefined);
  }
}
