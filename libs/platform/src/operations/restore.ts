import { constants } from 'node:fs';
import { copyFile, mkdir, open, readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { own } from '@libs/event-bus/in-process';
import { checkMasterKey, readMasterKey } from '@libs/personal-data';
import { sqliteKeyStore } from '@libs/personal-data/sqlite';
import type { Configuration } from '../configuration.js';
import { isThere, markEnvironment, RESTORING_FILE } from '../data-directory.js';
import { keysIn, logIn, type TellProgress } from './backup.js';
import { assertEmbedded } from './embedded.js';
import {
  BackupUnusable,
  INSTALLATION_FILES,
  readManifest,
  sealsOf,
  syncDirectory,
  type BackupManifest,
} from './manifest.js';

export interface RestoreOptions {
  /** Names the data directory to restore into, and the environment it is for. */
  readonly configuration: Configuration;
  /** The directory of a finished backup. */
  readonly from: string;
  readonly clock: { now(): string };
  readonly onProgress?: TellProgress;
}

export interface Restored {
  readonly manifest: BackupManifest;
  /** Whether the master key is there; it is no part of the backup. */
  readonly hasMasterKey: boolean;
}

/** There is something in the data directory already; nothing was changed. */
export class RestoreRefused extends Error {
  override readonly name = 'RestoreRefused';
}

/** Keys are brought there before or after; the lock is our own. */
const BESIDES = /^(?:master\.key|signing-key\.json|lost\+found|bus\.(?:lock|holder\.json).*)$/u;

/**
 * Puts a finished backup into an empty data directory and checks every byte, event and key. Until
 * that is done the directory says so, and nothing starts on it. Views are not restored: the next
 * start fills them from the log. Fails with `BusTaken` where an installation runs.
 */
export async function restore(options: RestoreOptions): Promise<Restored> {
  const { configuration, clock, onProgress = () => undefined } = options;
  assertEmbedded(configuration);
  const from = resolve(options.from);
  const manifest = await readManifest(from);
  assertSameEnvironment(manifest, configuration);
  const directory = configuration.dataDirectory;
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const held = own(directory, clock.now());
  try {
    await assertEmpty(directory);
    try {
      await begin(directory);
      await copyAll(from, directory, onProgress);
      await assertAsSaid(directory, manifest, onProgress);
      const hasMasterKey = await isMasterKeyRight(configuration);
      await markEnvironment(configuration);
      await end(directory);
      return { manifest, hasMasterKey };
    } catch (error) {
      await clear(directory);
      throw error;
    }
  } finally {
    held.release();
  }
}

function assertSameEnvironment(manifest: BackupManifest, { environment }: Configuration): void {
  if (manifest.environment !== environment)
    throw new RestoreRefused(
      `the backup is of the ${manifest.environment} environment: set EXTRANET_ENV=${manifest.environment}`,
    );
}

/** What an earlier restore left that did not come to its end is taken away. */
async function assertEmpty(directory: string): Promise<void> {
  if (await isThere(join(directory, RESTORING_FILE))) await clear(directory);
  const found = (await readdir(directory)).filter((name) => !BESIDES.test(name));
  if (found.length > 0)
    throw new RestoreRefused(
      `${directory} is not empty (${found.sort().join(', ')}): set EXTRANET_DATA to a new directory, ` +
        'or move the installation there away first',
    );
}

async function begin(directory: string): Promise<void> {
  const file = await open(join(directory, RESTORING_FILE), 'wx');
  await file.close();
  await syncDirectory(directory);
}

async function end(directory: string): Promise<void> {
  await syncDirectory(directory);
  await rm(join(directory, RESTORING_FILE));
  await syncDirectory(directory);
}

/** The mark goes last: a directory without it holds nothing of ours. */
async function clear(directory: string): Promise<void> {
  for (const name of [...INSTALLATION_FILES, 'environment'])
    for (const ending of ['', '-wal', '-shm'])
      await rm(join(directory, `${name}${ending}`), { force: true });
  await rm(join(directory, RESTORING_FILE), { force: true });
}

async function copyAll(from: string, to: string, onProgress: TellProgress): Promise<void> {
  for (const [number, name] of INSTALLATION_FILES.entries()) {
    onProgress('copying', number / INSTALLATION_FILES.length);
    await copyFile(join(from, name), join(to, name), constants.COPYFILE_EXCL);
    const file = await open(join(to, name), 'r+');
    try {
      await file.chmod(0o600);
      await file.sync();
    } finally {
      await file.close();
    }
  }
  onProgress('copying', 1);
}

async function assertAsSaid(
  directory: string,
  manifest: BackupManifest,
  onProgress: TellProgress,
): Promise<void> {
  const files = await sealsOf(directory);
  for (const name of INSTALLATION_FILES)
    if (files[name].sha256 !== manifest.files[name].sha256)
      throw new BackupUnusable(`${name} is not as it was backed up: take another backup`);
  const [log, keys] = [await logIn(directory, onProgress), await keysIn(directory)];
  if (log.hash !== manifest.log.hash || log.events !== manifest.log.events)
    throw new BackupUnusable('the log is not the one that was backed up: take another backup');
  if (keys.hash !== manifest.keys.hash)
    throw new BackupUnusable('the keys are not those that were backed up: take another backup');
}

/** False where there is none yet; fails with `MasterKeyDiffers` where it is another one. */
async function isMasterKeyRight({ masterKey, dataDirectory }: Configuration): Promise<boolean> {
  if (masterKey.kind === 'self-made' && !(await isThere(masterKey.file))) return false;
  const store = sqliteKeyStore({ file: join(dataDirectory, 'keys.db') });
  try {
    await checkMasterKey(store, await readMasterKey(masterKey.file), { mayBeNew: false });
    return true;
  } finally {
    await store.close();
  }
}
