import { open, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { busAtRest, type BusAtRest } from '@libs/event-bus/in-process';
import { copyLog, digestOf, START, type EventStore, type LogDigest } from '@libs/event-store';
import { sqliteEventStore } from '@libs/event-store/sqlite';
import type { Position } from '@libs/kernel';
import {
  checkMasterKey,
  copyKeys,
  copyMasterKeyCheck,
  digestOfKeys,
  isKeyStoreBegun,
  readMasterKey,
  type KeyDigest,
  type KeyStore,
} from '@libs/personal-data';
import { sqliteKeyStore } from '@libs/personal-data/sqlite';
import type { Configuration } from '../configuration.js';
import {
  claimDirectory,
  isThere,
  markEnvironment,
  MOVED_FILE,
  RESTORING_FILE,
} from '../data-directory.js';
import type { Logger } from '../logging.js';
import { outagesOf } from '../outages.js';
import { eventStoreFor, keyStoreFor, viewStoreFor } from '../ports-for.js';
import type { ServiceDefinition } from '../service.js';
import type { TellProgress } from './backup.js';
import { beginBusAfter } from './begin-bus.js';
import { INSTALLATION_FILES, syncDirectory } from './manifest.js';
import { whatWaits } from './what-waits.js';

export interface MovingHouse {
  /** The data directory of the embedded installation, which has stopped. */
  readonly from: string;
  /** The settings of the installation that is moved to; its master key is the same. */
  readonly configuration: Configuration;
  /** All services there are, whose groups and relays go on at the other place. */
  readonly services: readonly ServiceDefinition[];
  readonly clock: { now(): string };
  readonly logger: Logger;
  readonly onProgress?: TellProgress;
}

export interface Moved {
  readonly log: LogDigest;
  readonly keys: KeyDigest;
  /** Where the copied log ends; relays and groups begin after it. */
  readonly head: Position;
}

/** It cannot begin, or not go on; the message says each reason, and the next step. */
export class MoveRefused extends Error {
  override readonly name = 'MoveRefused';
}

/**
 * Copies a stopped embedded installation's log and keys to the engines that the configuration
 * names, and lets the bus there begin after the copied head (ADR 30). Stopped at any point it can
 * be run again and goes on; nothing starts at the new place before all is verified, and nothing
 * at the old one after that.
 */
export async function moveHouse(moving: MovingHouse): Promise<Moved> {
  const { from, configuration, clock, logger } = moving;
  for (const name of INSTALLATION_FILES)
    if (!(await isThere(join(from, name))))
      throw new MoveRefused(`${from} holds no installation: ${name} is not there`);
  if (await isThere(join(from, RESTORING_FILE)))
    throw new MoveRefused(`a restore into ${from} did not come to its end: run it again first`);
  await claimDirectory(configuration);
  if ((await realpath(from)) === (await realpath(configuration.dataDirectory)))
    throw new MoveRefused('EXTRANET_DATA names the directory that is moved from: name a new one');
  await markEnvironment({ ...configuration, dataDirectory: from });
  const bus = busAtRest(from, clock);
  const outages = outagesOf(logger);
  const opened: { close(): Promise<void> }[] = [];
  const add = <Engine extends { close(): Promise<void> }>(engine: Engine): Engine => {
    opened.push(engine);
    return engine;
  };
  try {
    return await move(moving, {
      bus,
      source: add(await sqliteEventStore({ file: join(from, 'events.db') })),
      keys: add(sqliteKeyStore({ file: join(from, 'keys.db') })),
      target: add(await eventStoreFor(configuration, outages)),
      targetKeys: add(await keyStoreFor(configuration)),
    });
  } finally {
    for (const engine of opened.reverse()) await engine.close();
    bus.close();
    outages.close();
  }
}

interface Both {
  readonly bus: BusAtRest;
  readonly source: EventStore;
  readonly keys: KeyStore;
  readonly target: EventStore;
  readonly targetKeys: KeyStore;
}

async function move(moving: MovingHouse, both: Both): Promise<Moved> {
  const { from, configuration, onProgress = () => undefined } = moving;
  const { source, target, keys, targetKeys } = both;
  await assertReady(moving, both);
  const end = await source.head();
  const share = (doing: string) => (events: number) => onProgress(doing, events / Number(end));
  const log = await copyLog({
    ...{ source, target, head: end, onProgress: share('copying events') },
    ordersTogether: configuration.eventStore === 'sqlite',
  });
  const head = await target.head();
  const there = await digestOf(target, head, share('checking events'));
  if (there.hash !== log.hash || there.events !== log.events)
    throw new MoveRefused(
      'the copied log is not the log that was copied: name an empty event store',
    );
  await copyKeys(keys, targetKeys);
  await beginBusAfter(head, moving);
  if ((await source.head()) !== end)
    throw new MoveRefused(`somebody writes to ${from}: stop it, and move again`);
  // First the old place is shut, then the new one opens: never are there two of one installation.
  await shut(moving);
  await copyMasterKeyCheck(keys, targetKeys);
  const [copied, held] = [await digestOfKeys(keys), await digestOfKeys(targetKeys)];
  if (copied.hash !== held.hash) throw new MoveRefused(KEYS_DIFFER);
  return { log, keys: held, head };
}

const KEYS_DIFFER =
  'the key store that was moved to holds other keys besides: restore neither place, and ask for help';

/** Refuses with all that is in the way. */
async function assertReady(moving: MovingHouse, { bus, source, keys, targetKeys }: Both) {
  const { from, configuration, services } = moving;
  if (await isKeyStoreBegun(targetKeys))
    throw new MoveRefused(
      (await isThere(join(from, MOVED_FILE)))
        ? `${from} was moved to this place already: start it there`
        : 'the key store that is moved to is in use: name one that is empty',
    );
  await checkMasterKey(keys, await readMasterKey(configuration.masterKey.file), {
    mayBeNew: false,
  });
  const waiting = await whatWaits(services, { store: source, bus });
  if (waiting.length > 0)
    throw new MoveRefused(
      ['not all is worked off: start the installation, let it come to rest, and stop it']
        .concat(waiting)
        .join('\n- '),
    );
  await assertNoViews(moving);
}

/** Views of another log would be taken for views of this one. */
async function assertNoViews({ configuration, services }: MovingHouse): Promise<void> {
  if (configuration.viewStore === 'memory') return;
  const views = await viewStoreFor(configuration, configuration.dataDirectory);
  try {
    for (const { view } of services.flatMap(({ shows, times = [] }) => [...shows, ...times])) {
      const position = await (await views.open(view)).position();
      if (position !== undefined && position > START)
        throw new MoveRefused(
          `view ${view.name} is filled at the place that is moved to: drop the views there, they are built anew`,
        );
    }
  } finally {
    await views.close();
  }
}

async function shut({ from, clock }: MovingHouse): Promise<void> {
  const file = join(from, MOVED_FILE);
  await rm(file, { force: true });
  const handle = await open(file, 'wx');
  try {
    await handle.writeFile(`${clock.now()}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await syncDirectory(from);
}
