import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CATEGORIES } from '@libs/contracts';
import { START, type EventStore } from '@libs/event-store';
import { memoryEventStore } from '@libs/event-store/memory';
import { sqliteEventStore } from '@libs/event-store/sqlite';
import {
  checkLog,
  checkMasterKey,
  isKeyStoreBegun,
  keyRing,
  readMasterKey,
  readOrMakeMasterKey,
  sealedShapesOf,
  sealingEventStore,
  type KeyStore,
  type MasterKey,
} from '@libs/personal-data';
import { assert } from '@libs/kernel';
import { memoryKeyStore } from '@libs/personal-data/memory';
import { sqliteKeyStore } from '@libs/personal-data/sqlite';
import type { ViewStore } from '@libs/view-store';
import { memoryViewStore } from '@libs/view-store/memory';
import { sqliteViewStore } from '@libs/view-store/sqlite';
import { busFor } from './bus-for.js';
import { systemClock, type Clock } from './clock.js';
import type { Configuration } from './configuration.js';
import { buyerLinks } from './buyer-link.js';
import { fileMails } from './mails/file-mails.js';
import type { MailSender } from './mails/mail-sender.js';
import { smtpMails } from './mails/smtp-mails.js';
import { claimDirectory } from './data-directory.js';
import type { Logger } from './logging.js';
import { movableClock } from './movable-clock.js';
import { outagesOf, type Outages } from './outages.js';
import type { Ports } from './ports.js';
import { checkViews, firstEventOf } from './same-log.js';
import { secretsOf } from './secrets.js';

export interface PortsOptions {
  readonly logger: Logger;
  readonly clock?: Clock;
}

/**
 * The one switch: picks the adapters that the configuration names and wires them. Fails without
 * leaving anything open.
 */
export async function portsFor(
  configuration: Configuration,
  { logger, clock: real = systemClock }: PortsOptions,
): Promise<Ports> {
  const opened = opening();
  const outages = outagesOf(logger);
  opened.add({ close: () => Promise.resolve(outages.close()) });
  try {
    await claimDirectory(configuration);
    const directory = await opened.directory(configuration);
    const keyStore = opened.add(await keyStoreFor(configuration));
    const masterKey = await masterKeyFor(configuration, keyStore);
    const raw = opened.add(await eventStoreFor(configuration, outages));
    const mayBeNew = (await raw.head()) === START;
    await checkMasterKey(keyStore, masterKey, { mayBeNew });
    const first = await firstEventOf(raw);
    if (first !== undefined) await checkLog(keyStore, masterKey, first.id);
    const store = sealed(raw, keyStore, masterKey, logger);
    const movable =
      configuration.environment === 'test'
        ? opened.add(await movableClock(store, real))
        : undefined;
    const clock = movable ?? real;
    const views = opened.add(await viewStoreFor(configuration, directory));
    const sender = opened.add(mailSenderFor(configuration, directory));
    const origin = await checkViews(views, first);
    const ground = { directory, raw, store, masterKey, clock, logger, outages };
    const { bus, relays } = await busFor(configuration, ground);
    opened.add(bus);
    const secrets = secretsOf(masterKey);
    return {
      ...{ store, bus, relays, views, secrets, clock, outages },
      mails: {
        ...{ sender, buyerUrl: configuration.mails.buyerUrl },
        links: buyerLinks(secrets, configuration.buyerLinkGeneration),
      },
      ...(movable !== undefined && { moveClock: movable.moveTo }),
      probes: [
        { engine: 'key store', ask: () => keyStore.load([NOBODY]) },
        { engine: 'view store', ask: () => origin.position() },
      ],
      close: opened.close,
    };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

function mailSenderFor({ mails: { smtp, from } }: Configuration, directory: string): MailSender {
  return smtp === undefined
    ? fileMails({ directory: join(directory, 'mails'), from })
    : smtpMails({ url: smtp, from });
}

/** A subject that never has a key. */
const NOBODY = 'nobody:nobody';

/** One is made for a new key store only: beside keys that are there it could open none of them. */
async function masterKeyFor(
  { masterKey: { kind, file } }: Configuration,
  keyStore: KeyStore,
): Promise<MasterKey> {
  const mayBeMade = kind === 'self-made' && !(await isKeyStoreBegun(keyStore));
  return mayBeMade ? readOrMakeMasterKey(file) : readMasterKey(file);
}

/** The key store that the configuration names. */
export async function keyStoreFor(configuration: Configuration): Promise<KeyStore> {
  const { keyStore, dataDirectory, keyDatabase } = configuration;
  switch (keyStore) {
    case 'memory':
      return memoryKeyStore();
    case 'sqlite':
      return sqliteKeyStore({ file: join(dataDirectory, 'keys.db') });
    case 'mongo': {
      assert(keyDatabase !== undefined, 'the database of keys is configured');
      const { mongoKeyStore } = await import('@libs/personal-data/mongo');
      return mongoKeyStore(keyDatabase);
    }
  }
}

/** The event store that the configuration names, as it is: what is sealed stays sealed. */
export async function eventStoreFor(
  configuration: Configuration,
  outages: Outages,
): Promise<EventStore> {
  const { eventStore, dataDirectory, eventStoreConnection } = configuration;
  switch (eventStore) {
    case 'memory':
      return memoryEventStore();
    case 'sqlite':
      return sqliteEventStore({ file: join(dataDirectory, 'events.db') });
    case 'eventstoredb': {
      assert(eventStoreConnection !== undefined, 'the address of EventStoreDB is configured');
      // Brings a heavy client, which nobody else needs.
      const { eventStoreDbEventStore } = await import('@libs/event-store/eventstoredb');
      return eventStoreDbEventStore({
        connectionString: eventStoreConnection,
        onLost: (error) => outages.waits('followers', error),
        onBack: () => outages.goesOn('followers'),
      });
    }
  }
}

/** The view store that the configuration names. */
export async function viewStoreFor(
  configuration: Configuration,
  directory: string,
): Promise<ViewStore> {
  const { viewStore, viewDatabase } = configuration;
  switch (viewStore) {
    case 'memory':
      return memoryViewStore();
    case 'sqlite':
      return sqliteViewStore({ file: join(directory, 'views.db') });
    case 'mongo': {
      assert(viewDatabase !== undefined, 'the database of views is configured');
      const { mongoViewStore } = await import('@libs/view-store/mongo');
      return mongoViewStore(viewDatabase);
    }
  }
}

function sealed(
  raw: EventStore,
  keyStore: KeyStore,
  masterKey: MasterKey,
  logger: Logger,
): EventStore {
  return sealingEventStore(raw, {
    keys: keyRing(keyStore, masterKey),
    shapes: sealedShapesOf(CATEGORIES),
    onKeysMissing: (events) => logger.error('keys of sealed fields are missing', { events }),
  });
}

interface Opening {
  add<Engine extends { close(): Promise<void> }>(engine: Engine): Engine;
  /** Where bus and views lie: they end with a log that ends with the process. */
  directory(configuration: Configuration): Promise<string>;
  /** Closes what was opened last first; the first failure is told at the end. */
  close(): Promise<void>;
}

function opening(): Opening {
  const closers: (() => Promise<void>)[] = [];
  return {
    add: (engine) => {
      closers.push(() => engine.close());
      return engine;
    },
    directory: async ({ eventStore, dataDirectory }) => {
      if (eventStore !== 'memory') return dataDirectory;
      const directory = await mkdtemp(join(tmpdir(), 'extranet-'));
      closers.push(() => rm(directory, { recursive: true, force: true }));
      return directory;
    },
    close: async () => {
      const failures: unknown[] = [];
      for (const close of closers.splice(0).reverse())
        await close().catch((error: unknown) => failures.push(error));
      if (failures.length > 0) throw failures[0];
    },
  };
}
