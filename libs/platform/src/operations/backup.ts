import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { digestOf } from '@libs/event-store';
import {
  FileMissing,
  snapshotOf,
  sqliteEventStore,
  type FileSnapshot,
} from '@libs/event-store/sqlite';
import { digestOfKeys, type KeyDigest } from '@libs/personal-data';
import { sqliteKeyStore } from '@libs/personal-data/sqlite';
import type { Configuration } from '../configuration.js';
import { assertEmbedded } from './embedded.js';
import {
  INSTALLATION_FILES,
  sealsOf,
  syncDirectory,
  writeManifest,
  type BackupManifest,
} from './manifest.js';

/** How far something long has come: what it does, and a share from 0 to 1. */
export type TellProgress = (doing: string, share: number) => void;

export interface BackupOptions {
  readonly configuration: Configuration;
  /** A directory that is not there yet, or is empty. */
  readonly to: string;
  readonly clock: { now(): string };
  readonly onProgress?: TellProgress;
}

/** The backup cannot be written there, or is not what was to be copied; nothing is left. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused';
}

/**
 * Copies the embedded installation as it stands, while it runs: events, keys and bus, checked
 * against the log. The directory gets its name when all is there and on the disk; until then it
 * is called unfinished, and holds no manifest. The master key is no part of it (ADR 27).
 */
export async function backUp(options: BackupOptions): Promise<BackupManifest> {
  const { configuration, clock } = options;
  assertEmbedded(configuration);
  const target = resolve(options.to);
  await assertFree(target);
  const snapshots = takeSnapshots(configuration.dataDirectory);
  const madeAt = clock.now();
  try {
    await mkdir(dirname(target), { recursive: true });
    const unfinished = await mkdtemp(`${target}.unfinished-`);
    try {
      const manifest = await fill(unfinished, snapshots, { ...options, madeAt });
      await writeManifest(unfinished, manifest);
      await syncDirectory(unfinished);
      await rename(unfinished, target);
      await syncDirectory(dirname(target));
      return manifest;
    } catch (error) {
      await rm(unfinished, { recursive: true, force: true });
      throw error;
    }
  } finally {
    for (const { snapshot } of snapshots) snapshot.close();
  }
}

async function assertFree(target: string): Promise<void> {
  const found = await readdir(target).catch(() => []);
  if (found.length > 0)
    throw new BackupRefused(`${target} is not empty: name a directory that is not there yet`);
}

interface Taken {
  readonly name: (typeof INSTALLATION_FILES)[number];
  readonly snapshot: FileSnapshot;
}

function takeSnapshots(directory: string): readonly Taken[] {
  const taken: Taken[] = [];
  try {
    for (const name of INSTALLATION_FILES)
      taken.push({ name, snapshot: snapshotOf(join(directory, name)) });
    return taken;
  } catch (error) {
    for (const { snapshot } of taken) snapshot.close();
    if (!(error instanceof FileMissing)) throw error;
    throw new BackupRefused(
      `${directory} holds no installation (${basename(error.file)} is not there): ` +
        'set EXTRANET_DATA to the one that is to be backed up',
    );
  }
}

interface Filling extends BackupOptions {
  readonly madeAt: string;
}

async function fill(
  directory: string,
  snapshots: readonly Taken[],
  { configuration, madeAt, onProgress = () => undefined }: Filling,
): Promise<BackupManifest> {
  for (const { name, snapshot } of snapshots)
    await snapshot.copyTo(join(directory, name), (share) => onProgress(`copying ${name}`, share));
  const log = await checkedLog(directory, configuration.dataDirectory, onProgress);
  const keys = await keysIn(directory);
  // Last of all: reading a file may have moved pages in it.
  const files = await sealsOf(directory);
  return { format: 1, environment: configuration.environment, madeAt, log, keys, files };
}

/** The copied log, read back event by event and held against the one that is being written. */
async function checkedLog(
  directory: string,
  source: string,
  onProgress: TellProgress,
): Promise<BackupManifest['log']> {
  const copy = await logIn(directory, onProgress);
  const { hash } = await digestIn(source, { head: copy.head, told: onProgress });
  if (hash !== copy.hash)
    throw new BackupRefused(`the copy of the log is not the log of ${source}: check its disk`);
  return copy;
}

/** What the log of a directory holds, and where it ends. */
export async function logIn(
  directory: string,
  onProgress: TellProgress,
): Promise<BackupManifest['log']> {
  return digestIn(directory, { told: onProgress });
}

async function digestIn(
  directory: string,
  { head, told }: { readonly head?: string; readonly told: TellProgress },
): Promise<BackupManifest['log']> {
  const store = await sqliteEventStore({ file: join(directory, 'events.db') });
  try {
    const end = head ?? (await store.head());
    // Rows count the events: there are no gaps.
    const share = (events: number) => told('checking', events / Number(end));
    return { head: end, ...(await digestOf(store, end, share)) };
  } finally {
    await store.close();
  }
}

/** What the key store of a directory holds. */
export async function keysIn(directory: string): Promise<KeyDigest> {
  const store = sqliteKeyStore({ file: join(directory, 'keys.db') });
  try {
    return await digestOfKeys(store);
  } finally {
    await store.close();
  }
}
