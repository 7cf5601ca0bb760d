import { readConnectionString } from '@libs/event-store';
import { z } from '@libs/kernel';
import { readKafkaConnection } from './kafka-connection.js';
import { BUYER_SETTINGS, USUAL_PORT } from './buyer-settings.js';
import { INSTITUTION_SETTINGS } from './institution-settings.js';
import { isRead } from './is-read.js';
import { readMongoConnection } from './mongo-connection.js';
import { readTrustedProxies } from './trusted-proxies.js';
import { readPlace, readServicePlaces } from './service-places.js';

/** A setting from the environment: what it takes, and one sentence on what it does. */
export interface Setting {
  readonly schema: z.ZodType;
  /** What holds when it is not set, in words where there is no value. */
  readonly fallback: string;
  /** What it takes, in words: the first half of every complaint about it. */
  readonly takes: string;
  readonly sentence: string;
}

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** As MongoDB takes it on every system, its sharded collections included. */
const DatabaseName = z.string().regex(/^[A-Za-z0-9_-]{1,38}$/u);

/** Every setting there is; `docs/configuration.md` is held against this table. */
export const SETTINGS = {
  HOST: {
    schema: z.string().default('127.0.0.1'),
    fallback: '127.0.0.1',
    takes: 'a host name or an address',
    sentence: 'The address the HTTP server listens on; `0.0.0.0` opens it to other machines.',
  },
  PORT: {
    schema: z
      .string()
      .regex(/^\d{1,5}$/u)
      .transform(Number)
      .pipe(z.int().max(65_535))
      .default(USUAL_PORT),
    fallback: String(USUAL_PORT),
    takes: 'a port from 0 to 65535',
    sentence: 'The port the HTTP server listens on; `0` takes any free one.',
  },
  EXTRANET_TRUSTED_PROXIES: {
    schema: z
      .string()
      .refine((given) => isRead(readTrustedProxies, given))
      .transform(readTrustedProxies)
      .default([]),
    fallback: 'nobody',
    takes: 'addresses and networks such as `10.0.0.0/8,192.0.2.7`',
    sentence:
      'Whose word is taken for where a request comes from (`X-Forwarded-For`, `-Proto`, `-Host`); without it, limits count all callers behind a proxy as one.',
  },
  EXTRANET_DATA: {
    schema: z.string().default('./data'),
    fallback: './data',
    takes: 'a directory',
    sentence:
      'The directory for events, keys, views, bus and self-made keys; made where it is missing.',
  },
  EXTRANET_ENV: {
    schema: z.enum(['test', 'production']).default('test'),
    fallback: 'test',
    takes: '`test` or `production`',
    sentence:
      'Production takes no simulators, no demo users and no self-made keys, and keeps nothing in memory only.',
  },
  EXTRANET_PROFILE: {
    schema: z.enum(['embedded', 'cluster']).default('embedded'),
    fallback: 'embedded',
    takes: '`embedded` or `cluster`',
    sentence:
      'What holds where an engine is not chosen: SQLite in one process, or EventStoreDB, Kafka and MongoDB.',
  },
  EXTRANET_ISSUER: {
    schema: z.url({ protocol: /^https?$/u }).optional(),
    fallback: 'tokens are signed by a key made in the data directory (test only)',
    takes: 'the URL of an OpenID Connect issuer',
    sentence: 'Whose tokens are accepted; its keys are found by OpenID Connect discovery.',
  },
  EXTRANET_AUDIENCE: {
    schema: z.string().max(200).default('merchant-extranet'),
    fallback: 'merchant-extranet',
    takes: 'a text',
    sentence: 'The audience that tokens must be made for.',
  },
  EXTRANET_MASTER_KEY_FILE: {
    schema: z.string().optional(),
    fallback: 'a key made in the data directory (test only)',
    takes: 'a file with 32 bytes, raw or as 64 hexadecimal or 44 base64 characters',
    sentence: 'The master key that wraps the keys of personal data and signs cursors.',
  },
  EXTRANET_EVENT_STORE: {
    schema: z.enum(['sqlite', 'memory', 'eventstoredb']).default('sqlite'),
    fallback: 'sqlite; in the cluster profile eventstoredb',
    takes: '`sqlite`, `memory` or `eventstoredb`',
    sentence:
      'Where events are kept; `memory` forgets them at the end, and keys, views and bus with them.',
  },
  EXTRANET_EVENTSTOREDB: {
    schema: z
      .string()
      .refine((given) => isRead(readConnectionString, given))
      .optional(),
    fallback: 'needed with `EXTRANET_EVENT_STORE=eventstoredb`',
    takes: 'a connection string such as `esdb://user:password@host:2113?tls=true`',
    sentence:
      'How to reach EventStoreDB; user, password and TLS are in it, and it is never logged.',
  },
  EXTRANET_EVENT_BUS: {
    schema: z.enum(['in-process', 'kafka']).default('in-process'),
    fallback: 'in-process; in the cluster profile kafka',
    takes: '`in-process` or `kafka`',
    sentence: 'What carries news between the services; `in-process` belongs to one process.',
  },
  EXTRANET_KAFKA: {
    schema: z
      .string()
      .refine((given) => isRead(readKafkaConnection, given))
      .optional(),
    fallback: 'needed with `EXTRANET_EVENT_BUS=kafka` or `EXTRANET_REQUESTS=kafka`',
    takes: 'a connection string such as `kafka://user:password@host:9092?tls=true`',
    sentence: 'How to reach Kafka; user, password and TLS are in it, and it is never logged.',
  },
  EXTRANET_KAFKA_PREFIX: {
    schema: z
      .string()
      .regex(/^[A-Za-z0-9._-]{0,60}$/u)
      .default(''),
    fallback: 'nothing',
    takes: 'at most 60 letters, digits, `.`, `-` and `_`',
    sentence:
      'Stands before every topic, group and transaction, so that installations may share brokers.',
  },
  EXTRANET_KAFKA_PARTITIONS: {
    schema: countUpTo(200).default(6),
    fallback: '6',
    takes: 'a number from 1 to 200',
    sentence: 'Partitions of topics that are made; so many processes of a service share its work.',
  },
  EXTRANET_KAFKA_REPLICATION: {
    schema: countUpTo(9).optional(),
    fallback: '3, and 1 in the test environment',
    takes: 'a number from 1 to 9',
    sentence: 'Brokers that keep each message of topics that are made.',
  },
  EXTRANET_REQUESTS: {
    schema: z.enum(['in-process', 'kafka', 'tcp']).default('in-process'),
    fallback: 'in-process; in the cluster profile kafka',
    takes: '`in-process`, `kafka` or `tcp`',
    sentence: 'How commands reach the services; `in-process` reaches those of its own process.',
  },
  EXTRANET_REQUESTS_TCP: {
    schema: z
      .string()
      .refine((given) => isRead(readServicePlaces, given))
      .optional(),
    fallback: 'needed with `EXTRANET_REQUESTS=tcp`, to send',
    takes:
      'services and where they listen, such as `orders=one:4001,orders=two:4001,refunds=one:4002`',
    sentence: 'Where commands are sent to; several places of a service share its orders.',
  },
  EXTRANET_REQUESTS_LISTEN: {
    schema: z
      .string()
      .refine((given) => isRead(readPlace, given))
      .optional(),
    fallback: 'needed with `EXTRANET_REQUESTS=tcp`, to take',
    takes: 'an address and a port such as `0.0.0.0:4001`',
    sentence: 'Where the services of this process listen for commands.',
  },
  EXTRANET_REQUESTS_TLS: {
    schema: z.string().optional(),
    fallback: 'commands over TCP travel in the clear (test only)',
    takes: 'a directory with `ca.crt`, `tls.crt` and `tls.key`',
    sentence:
      'What both ends of TCP show each other: each one a certificate of the same authority.',
  },
  EXTRANET_REQUESTS_PARTITIONS: {
    schema: countUpTo(200).default(6),
    fallback: '6',
    takes: 'a number from 1 to 200',
    sentence: 'Partitions of a request topic that a process reads at a time.',
  },
  EXTRANET_VIEW_STORE: {
    schema: z.enum(['sqlite', 'memory', 'mongo']).default('sqlite'),
    fallback: 'sqlite; in the cluster profile mongo',
    takes: '`sqlite`, `memory` or `mongo`',
    sentence: 'Where views are kept; `memory` builds them anew at every start.',
  },
  EXTRANET_VIEW_DATABASE: {
    schema: DatabaseName.default('extranet-views'),
    fallback: 'extranet-views',
    takes: 'a name of at most 38 letters, digits, `-` and `_`',
    sentence: 'The database of MongoDB for views; it may be dropped, and is built anew.',
  },
  EXTRANET_KEY_STORE: {
    schema: z.enum(['sqlite', 'memory', 'mongo']).optional(),
    fallback: '`memory` with events in memory, else sqlite; in the cluster profile mongo',
    takes: '`sqlite`, `memory` or `mongo`',
    sentence:
      'Where the keys of personal data are kept; lost, they leave every sealed field unreadable for ever.',
  },
  EXTRANET_KEY_DATABASE: {
    schema: DatabaseName.default('extranet-keys'),
    fallback: 'extranet-keys',
    takes: 'a name of at most 38 letters, digits, `-` and `_`',
    sentence: 'The database of MongoDB for keys; backed up with the events, and never dropped.',
  },
  EXTRANET_MONGODB: {
    schema: z
      .string()
      .refine((given) => isRead(readMongoConnection, given))
      .optional(),
    fallback: 'needed with views or keys in `mongo`',
    takes: 'a connection string such as `mongodb://user:password@host:27017/?tls=true`',
    sentence: 'How to reach MongoDB; user, password and TLS are in it, and it is never logged.',
  },
  ...INSTITUTION_SETTINGS,
  ...BUYER_SETTINGS,
  EXTRANET_LOG_LEVEL: {
    schema: z.enum(LOG_LEVELS).default('info'),
    fallback: 'info',
    takes: LOG_LEVELS.map((level) => `\`${level}\``).join(', '),
    sentence: 'The least important log lines that are written.',
  },
} as const satisfies Readonly<Record<string, Setting>>;
export type SettingName = keyof typeof SETTINGS;

const schemasOf = <const Table extends Readonly<Record<string, Setting>>>(table: Table) =>
  Object.fromEntries(Object.entries(table).map(([name, { schema }]) => [name, schema])) as {
    readonly [Name in keyof Table]: Table[Name]['schema'];
  };
/** All of them, as they are read. */
export const Settings = z.object(schemasOf(SETTINGS));
export type Settings = z.output<typeof Settings>;

export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[];

/** A profile is a set of defaults (ADR 7): what holds where a setting is not set. */
export const usualIn = (profile: unknown): Readonly<Partial<Record<SettingName, string>>> =>
  profile === 'cluster' ? CLUSTER : {};

const CLUSTER = {
  EXTRANET_EVENT_STORE: 'eventstoredb',
  EXTRANET_EVENT_BUS: 'kafka',
  EXTRANET_REQUESTS: 'kafka',
  EXTRANET_VIEW_STORE: 'mongo',
  EXTRANET_KEY_STORE: 'mongo',
} as const;

/** The table of `docs/configuration.md`. */
export function settingsTable(): string {
  const rows = SETTING_NAMES.map((name) => {
    const { takes, fallback, sentence }: Setting = SETTINGS[name];
    return `| \`${name}\` | ${takes} | ${fallback} | ${sentence} |`;
  });
  return [
    '| Setting | Takes | When not set | What it does |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function countUpTo(countMax: number) {
  return z
    .string()
    .regex(/^\d{1,3}$/u)
    .transform(Number)
    .pipe(z.int().min(1).max(countMax));
}
