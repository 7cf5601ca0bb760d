import { resolve } from 'node:path';
import { readConnectionString } from '@libs/event-store';
import { Iban, z } from '@libs/kernel';
import { readKafkaConnection } from './kafka-connection.js';
import { readMongoConnection } from './mongo-connection.js';
import {
  comesWithTheCluster,
  SETTING_NAMES,
  SETTINGS,
  type Setting,
  type SettingName,
} from './settings.js';

/** All that is set from outside, read once at the start. */
export interface Configuration {
  readonly host: string;
  readonly port: number;
  /** Absolute. */
  readonly dataDirectory: string;
  readonly environment: 'test' | 'production';
  readonly profile: 'embedded';
  readonly signIn: SignIn;
  readonly masterKey: MasterKeySource;
  readonly eventStore: 'sqlite' | 'memory' | 'eventstoredb';
  /** How to reach EventStoreDB, with secrets in it; there where the event store is that. */
  readonly eventStoreConnection?: string;
  readonly eventBus: 'in-process' | 'kafka';
  /** How to reach Kafka, with secrets in it; there where it is used. */
  readonly kafka?: KafkaPlace;
  readonly viewStore: 'sqlite' | 'memory' | 'mongo';
  /** Where views are kept, with secrets in it; there where the view store is MongoDB. */
  readonly viewDatabase?: MongoDatabase;
  readonly keyStore: 'sqlite' | 'memory' | 'mongo';
  /** Where keys are kept, with secrets in it; there where the key store is MongoDB. */
  readonly keyDatabase?: MongoDatabase;
  readonly fundingAccount: FundingAccount;
  readonly logLevel: z.output<typeof SETTINGS.EXTRANET_LOG_LEVEL.schema>;
}

/** Whose tokens are accepted: `self-made` ones are signed by a key in the data directory. */
export interface SignIn {
  readonly kind: 'self-made' | 'issuer';
  readonly issuer: string;
  readonly audience: string;
}

/** The file with the master key; a `self-made` one is written there at the first start. */
export interface MasterKeySource {
  readonly kind: 'self-made' | 'given';
  readonly file: string;
}

/** Brokers, how to reach them, and how topics are made there. */
export interface KafkaPlace {
  readonly connection: string;
  /** Stands before every name. */
  readonly prefix: string;
  readonly partitions: number;
  readonly replication: number;
}

/** A database of MongoDB, and how to reach it. */
export interface MongoDatabase {
  readonly url: string;
  readonly database: string;
}

/** Where merchants transfer money to for refunds (domain: Refund after settlement). */
export interface FundingAccount {
  readonly recipientName: string;
  readonly iban: Iban;
}

/** The published sample's (domain: Refund after settlement): nobody is to send money there. */
const TEST_IBAN = Iban.parse('FI7740123477777777');

/** The issuer that self-made tokens name. */
export const SELF_MADE_ISSUER = 'urn:merchant-extranet:self-made';

/** The settings are not usable; every problem is named, with what to do about it. */
export class ConfigurationRefused extends Error {
  override readonly name = 'ConfigurationRefused';
  constructor(readonly problems: readonly string[]) {
    super(
      ['the settings are not usable:', ...problems.map((problem) => `- ${problem}`)].join('\n'),
    );
  }
}

/** Reads every setting; fails with `ConfigurationRefused`, naming all that is wrong at once. */
export function readConfiguration(
  environment: Readonly<Record<string, string | undefined>>,
  { processes = 'one' }: { readonly processes?: 'one' | 'several' } = {},
): Configuration {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const wrong = SETTING_NAMES.filter((name) => !isUsable(name, given[name]));
  const usable = Object.entries(given).filter(([name]) => !wrong.some((each) => each === name));
  const settings = Settings.parse(Object.fromEntries(usable));
  const isTold = (problem: string) => wrong.some((name) => problem.startsWith(`${name} `));
  const problems = [
    ...unknownSettings(given),
    ...wrong.map((name) => wrongSetting(name, String(given[name]))),
    ...[
      ...missingSettings(settings),
      ...(processes === 'several' ? refusedToSeveral(settings) : []),
      ...(settings.EXTRANET_ENV === 'production' ? refusedInProduction(settings) : []),
    ].filter((problem) => !isTold(problem)),
  ];
  if (problems.length > 0) throw new ConfigurationRefused(problems);
  return configurationOf(settings);
}

const schemasOf = <const Table extends Readonly<Record<string, Setting>>>(table: Table) =>
  Object.fromEntries(Object.entries(table).map(([name, { schema }]) => [name, schema])) as {
    readonly [Name in keyof Table]: Table[Name]['schema'];
  };
const Settings = z.object(schemasOf(SETTINGS));
type Settings = z.output<typeof Settings>;

const isUsable = (name: SettingName, value: unknown): boolean =>
  SETTINGS[name].schema.safeParse(value).success;

function wrongSetting(name: SettingName, value: string): string {
  const { takes } = SETTINGS[name];
  return comesWithTheCluster(name, value)
    ? `${name}=${value} comes with the cluster profile: until then set it to ${takes}`
    : `${name} is not usable: set it to ${takes}`;
}

function unknownSettings(given: Readonly<Record<string, unknown>>): readonly string[] {
  const known: readonly string[] = SETTING_NAMES;
  return Object.keys(given)
    .filter((name) => name.startsWith('EXTRANET_') && !known.includes(name))
    .map(
      (name) => `${name} is not a setting: remove it, or see docs/configuration.md for its name`,
    );
}

/** What an engine that was chosen is reached by, or cannot be together with. */
function missingSettings(settings: Settings): readonly string[] {
  const missing = (name: SettingName, chosenBy: SettingName) =>
    `${name} is missing: set it to ${SETTINGS[name].takes}, or choose another ${chosenBy}`;
  const isInMemory = settings.EXTRANET_EVENT_STORE === 'memory';
  const keyStore = keyStoreOf(settings);
  const isKafka = settings.EXTRANET_EVENT_BUS === 'kafka';
  const isMongo = settings.EXTRANET_VIEW_STORE === 'mongo';
  const problems: readonly (readonly [boolean, string])[] = [
    [
      settings.EXTRANET_EVENT_STORE === 'eventstoredb' &&
        settings.EXTRANET_EVENTSTOREDB === undefined,
      missing('EXTRANET_EVENTSTOREDB', 'EXTRANET_EVENT_STORE'),
    ],
    [
      isMongo && settings.EXTRANET_MONGODB === undefined,
      missing('EXTRANET_MONGODB', 'EXTRANET_VIEW_STORE'),
    ],
    [
      isKafka && settings.EXTRANET_KAFKA === undefined,
      missing('EXTRANET_KAFKA', 'EXTRANET_EVENT_BUS'),
    ],
    [
      isKafka && isInMemory,
      'EXTRANET_EVENT_BUS=kafka would outlive events in memory: set it to `in-process`',
    ],
    [
      isMongo && isInMemory,
      'EXTRANET_VIEW_STORE=mongo would outlive events in memory: set it to `memory` too',
    ],
    [
      keyStore === 'mongo' && !isMongo && settings.EXTRANET_MONGODB === undefined,
      missing('EXTRANET_MONGODB', 'EXTRANET_KEY_STORE'),
    ],
    [
      isInMemory && keyStore !== 'memory',
      `EXTRANET_KEY_STORE=${keyStore} would outlive events in memory: set it to \`memory\` too`,
    ],
    [
      !isInMemory && keyStore === 'memory',
      'EXTRANET_KEY_STORE=memory would leave sealed events without their keys: set it to `sqlite` or `mongo`',
    ],
    [
      settings.EXTRANET_KEY_DATABASE === settings.EXTRANET_VIEW_DATABASE,
      'EXTRANET_KEY_DATABASE is that of the views, which may be dropped: set it to another name',
    ],
  ];
  return said(problems);
}

const said = (problems: readonly (readonly [boolean, string])[]): readonly string[] =>
  problems.flatMap(([isWrong, problem]) => (isWrong ? [problem] : []));

/** What one process keeps for itself is of no use to a service that has one of its own. */
function refusedToSeveral(settings: Settings): readonly string[] {
  const alone = (name: SettingName, value: string, besides: string): readonly [boolean, string] => [
    settings[name] === value,
    `${name}=${value} belongs to one process: for a process per service set it to ${besides}`,
  ];
  return said([
    alone('EXTRANET_EVENT_BUS', 'in-process', '`kafka`'),
    alone('EXTRANET_EVENT_STORE', 'memory', '`eventstoredb` or `sqlite`'),
    alone('EXTRANET_VIEW_STORE', 'memory', '`mongo` or `sqlite`'),
  ]);
}

/** Keys lie where the events do, unless told otherwise. */
const keyStoreOf = (settings: Settings): Configuration['keyStore'] =>
  settings.EXTRANET_KEY_STORE ?? (settings.EXTRANET_EVENT_STORE === 'memory' ? 'memory' : 'sqlite');

function refusedInProduction(settings: Settings): readonly string[] {
  const problems: readonly (readonly [boolean, string])[] = [
    [
      settings.EXTRANET_MASTER_KEY_FILE === undefined,
      'EXTRANET_MASTER_KEY_FILE is missing: production takes no self-made master key, so name the file that holds one',
    ],
    [
      settings.EXTRANET_ISSUER === undefined,
      'EXTRANET_ISSUER is missing: production takes no self-made signing key, so name the issuer of your tokens',
    ],
    [
      settings.EXTRANET_EVENT_STORE === 'memory',
      'EXTRANET_EVENT_STORE=memory forgets every order at the end: set it to `sqlite` in production',
    ],
    [
      settings.EXTRANET_EVENTSTOREDB !== undefined &&
        !readConnectionString(settings.EXTRANET_EVENTSTOREDB).isSecure,
      'EXTRANET_EVENTSTOREDB is not safe without TLS: production takes no `tls=false`',
    ],
    [
      settings.EXTRANET_MONGODB !== undefined &&
        !readMongoConnection(settings.EXTRANET_MONGODB).isSecure,
      'EXTRANET_MONGODB is not safe without TLS: production takes `tls=true` and checks certificates',
    ],
    [
      settings.EXTRANET_KAFKA !== undefined &&
        !readKafkaConnection(settings.EXTRANET_KAFKA).isSecure,
      'EXTRANET_KAFKA is not safe without TLS: production takes `tls=true`',
    ],
    [
      settings.EXTRANET_FUNDING_IBAN === undefined,
      'EXTRANET_FUNDING_IBAN is missing: merchants would send money to a test account, so name the one of yours that it goes to',
    ],
    [
      settings.EXTRANET_ISSUER?.startsWith('http:') ?? false,
      'EXTRANET_ISSUER is not safe over http: production takes an https URL',
    ],
  ];
  return said(problems);
}

function configurationOf(settings: Settings): Configuration {
  const dataDirectory = resolve(settings.EXTRANET_DATA);
  const { EXTRANET_ISSUER: issuer, EXTRANET_MASTER_KEY_FILE: masterKeyFile } = settings;
  const audience = settings.EXTRANET_AUDIENCE;
  const url = settings.EXTRANET_MONGODB;
  const isAway = settings.EXTRANET_EVENT_STORE === 'eventstoredb';
  const connection = isAway ? settings.EXTRANET_EVENTSTOREDB : undefined;
  return {
    host: settings.HOST,
    port: settings.PORT,
    dataDirectory,
    environment: settings.EXTRANET_ENV,
    profile: settings.EXTRANET_PROFILE,
    signIn:
      issuer === undefined
        ? { kind: 'self-made', issuer: SELF_MADE_ISSUER, audience }
        : { kind: 'issuer', issuer, audience },
    masterKey:
      masterKeyFile === undefined
        ? { kind: 'self-made', file: resolve(dataDirectory, 'master.key') }
        : { kind: 'given', file: resolve(masterKeyFile) },
    eventStore: settings.EXTRANET_EVENT_STORE,
    ...(connection !== undefined && { eventStoreConnection: connection }),
    eventBus: settings.EXTRANET_EVENT_BUS,
    ...kafkaOf(settings),
    viewStore: settings.EXTRANET_VIEW_STORE,
    ...(settings.EXTRANET_VIEW_STORE === 'mongo' &&
      url !== undefined && { viewDatabase: { url, database: settings.EXTRANET_VIEW_DATABASE } }),
    keyStore: keyStoreOf(settings),
    ...(keyStoreOf(settings) === 'mongo' &&
      url !== undefined && { keyDatabase: { url, database: settings.EXTRANET_KEY_DATABASE } }),
    fundingAccount: {
      recipientName: settings.EXTRANET_FUNDING_RECIPIENT,
      iban: settings.EXTRANET_FUNDING_IBAN ?? TEST_IBAN,
    },
    logLevel: settings.EXTRANET_LOG_LEVEL,
  };
}

const REPLICATION = 3;

function kafkaOf(settings: Settings): Pick<Configuration, 'kafka'> {
  const connection = settings.EXTRANET_KAFKA;
  if (settings.EXTRANET_EVENT_BUS !== 'kafka' || connection === undefined) return {};
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
