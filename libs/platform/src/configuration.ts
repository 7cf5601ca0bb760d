import { resolve } from 'node:path';
import { Iban, type z } from '@libs/kernel';
import { buyerUrlAt, USUAL_PORT } from './buyer-settings.js';
import { readCampaigns, TEST_CAMPAIGNS, type Campaign } from './campaigns.js';
import { keyStoreOf, refusedTogether, type Processes } from './refused-together.js';
import { SETTING_NAMES, Settings, SETTINGS, usualIn, type SettingName } from './settings.js';
import { kafkaOf, requestsOf, type KafkaPlace, type RequestsWay } from './ways-between.js';

/** All that is set from outside, read once at the start. */
export interface Configuration {
  readonly host: string;
  readonly port: number;
  /** Whose word is taken for where a request comes from. */
  readonly trustedProxies: readonly string[];
  /** Absolute. */
  readonly dataDirectory: string;
  readonly environment: 'test' | 'production';
  readonly profile: 'embedded' | 'cluster';
  readonly signIn: SignIn;
  readonly masterKey: MasterKeySource;
  readonly eventStore: 'sqlite' | 'memory' | 'eventstoredb';
  /** How to reach EventStoreDB, with secrets in it; there where the event store is that. */
  readonly eventStoreConnection?: string;
  readonly eventBus: 'in-process' | 'kafka';
  /** How to reach Kafka, with secrets in it; there where it is used. */
  readonly kafka?: KafkaPlace;
  /** How commands reach the services. */
  readonly requests: RequestsWay;
  readonly viewStore: 'sqlite' | 'memory' | 'mongo';
  /** Where views are kept, with secrets in it; there where the view store is MongoDB. */
  readonly viewDatabase?: MongoDatabase;
  readonly keyStore: 'sqlite' | 'memory' | 'mongo';
  /** Where keys are kept, with secrets in it; there where the key store is MongoDB. */
  readonly keyDatabase?: MongoDatabase;
  readonly fundingAccount: FundingAccount;
  /** Which key signs buyers' links; those of the generation before are read as well. */
  readonly buyerLinkGeneration: number;
  /** Where buyers pay; in the test environment there is a page of our own. */
  readonly paymentPage?: string;
  /** What shops may tell their buyers of part payment. */
  readonly campaigns: readonly Campaign[];
  readonly mails: MailSettings;
  readonly logLevel: z.output<typeof SETTINGS.EXTRANET_LOG_LEVEL.schema>;
}

/** How buyers are written to; `smtp` has secrets in it, and without one mails are files. */
export interface MailSettings {
  readonly buyerUrl: string;
  readonly from: string;
  readonly smtp?: string;
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
  { processes = 'one' }: { readonly processes?: Processes } = {},
): Configuration {
  const set = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const given: Readonly<Record<string, unknown>> = {
    ...usualIn(set['EXTRANET_PROFILE']),
    ...set,
  };
  const wrong = SETTING_NAMES.filter((name) => !isUsable(name, given[name]));
  const usable = Object.entries(given).filter(([name]) => !wrong.some((each) => each === name));
  const settings = Settings.parse(Object.fromEntries(usable));
  const isTold = (problem: string) => wrong.some((name) => problem.startsWith(`${name} `));
  const problems = [
    ...unknownSettings(given),
    ...wrong.map(wrongSetting),
    ...refusedTogether(settings, processes).filter((problem) => !isTold(problem)),
  ];
  if (problems.length > 0) throw new ConfigurationRefused(problems);
  return configurationOf(settings, processes);
}

const isUsable = (name: SettingName, value: unknown): boolean =>
  SETTINGS[name].schema.safeParse(value).success;

function wrongSetting(name: SettingName): string {
  return `${name} is not usable: set it to ${SETTINGS[name].takes}`;
}

function unknownSettings(given: Readonly<Record<string, unknown>>): readonly string[] {
  const known: readonly string[] = SETTING_NAMES;
  return Object.keys(given)
    .filter((name) => name.startsWith('EXTRANET_') && !known.includes(name))
    .map(
      (name) => `${name} is not a setting: remove it, or see docs/configuration.md for its name`,
    );
}

function configurationOf(settings: Settings, processes: Processes): Configuration {
  const dataDirectory = resolve(settings.EXTRANET_DATA);
  const { EXTRANET_ISSUER: issuer, EXTRANET_MASTER_KEY_FILE: masterKeyFile } = settings;
  const audience = settings.EXTRANET_AUDIENCE;
  const url = settings.EXTRANET_MONGODB;
  const isAway = settings.EXTRANET_EVENT_STORE === 'eventstoredb';
  const connection = isAway ? settings.EXTRANET_EVENTSTOREDB : undefined;
  return {
    host: settings.HOST,
    port: settings.PORT,
    trustedProxies: settings.EXTRANET_TRUSTED_PROXIES,
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
    requests: requestsOf(settings),
    viewStore: settings.EXTRANET_VIEW_STORE,
    ...(settings.EXTRANET_VIEW_STORE === 'mongo' &&
      url !== undefined && { viewDatabase: { url, database: settings.EXTRANET_VIEW_DATABASE } }),
    keyStore: keyStoreOf(settings),
    ...(keyStoreOf(settings) === 'mongo' &&
      url !== undefined && { keyDatabase: { url, database: settings.EXTRANET_KEY_DATABASE } }),
    ...paymentPageOf(settings),
    campaigns: campaignsOf(settings),
    fundingAccount: {
      recipientName: settings.EXTRANET_FUNDING_RECIPIENT,
      iban: settings.EXTRANET_FUNDING_IBAN ?? TEST_IBAN,
    },
    buyerLinkGeneration: settings.EXTRANET_BUYER_LINK_GENERATION,
    mails: mailsOf(settings, processes),
    logLevel: settings.EXTRANET_LOG_LEVEL,
  };
}

function mailsOf(settings: Settings, processes: Processes): MailSettings {
  const { EXTRANET_BUYER_URL: given, EXTRANET_MAIL_FROM: from, EXTRANET_SMTP: smtp } = settings;
  // The API is in another process where there are several, and port 0 is not known before it is taken.
  const port = processes === 'one' && settings.PORT !== 0 ? settings.PORT : USUAL_PORT;
  return { buyerUrl: given ?? buyerUrlAt(port), from, ...(smtp !== undefined && { smtp }) };
}

const paymentPageOf = ({ EXTRANET_PAYMENT_PAGE: paymentPage }: Settings) =>
  paymentPage === undefined ? {} : { paymentPage };

/** Nothing made up is ever told in production. */
function campaignsOf(settings: Settings): readonly Campaign[] {
  const { EXTRANET_CAMPAIGNS: given, EXTRANET_ENV: environment } = settings;
  if (given !== undefined) return readCampaigns(given);
  return environment === 'test' ? readCampaigns(TEST_CAMPAIGNS) : [];
}
