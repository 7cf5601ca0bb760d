import { access, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import type { Configuration } from './configuration.js';

/** The data directory belongs to the other environment. */
export class DataDirectoryRefused extends Error {
  override readonly name = 'DataDirectoryRefused';
  constructor(directory: string, made: string, asked: string) {
    super(
      `${directory} was made for the ${made} environment: set EXTRANET_ENV=${made}, ` +
        `or EXTRANET_DATA to another directory for ${asked}`,
    );
  }
}

/** The directory is not to be started on; the message says why, and what to do. */
export class DirectoryNotInUse extends Error {
  override readonly name = 'DirectoryNotInUse';
}

/** A restore was begun there, and not ended. */
export const RESTORING_FILE = 'restoring';

/** The installation has moved to other engines. */
export const MOVED_FILE = 'moved';

/**
 * Makes the data directory, or checks that it can be started on: that it is whole, and of this
 * environment.
 */
export async function claimDirectory(
  configuration: Pick<Configuration, 'dataDirectory' | 'environment'>,
): Promise<void> {
  await assertInUse(configuration.dataDirectory);
  await markEnvironment(configuration);
}

async function assertInUse(directory: string): Promise<void> {
  if (await isThere(join(directory, RESTORING_FILE)))
    throw new DirectoryNotInUse(
      `a restore into ${directory} did not come to its end: run it again, from the same backup`,
    );
  if (await isThere(join(directory, MOVED_FILE)))
    throw new DirectoryNotInUse(
      `the installation of ${directory} has moved: start it at its new place. Only if nothing was ` +
        `done there may ${MOVED_FILE} be removed here`,
    );
}

/**
 * Makes the directory for an environment, or checks that it is of this one: demo users and what
 * simulators did never meet production, nor the other way round.
 */
export async function markEnvironment({
  dataDirectory,
  environment,
}: Pick<Configuration, 'dataDirectory' | 'environment'>): Promise<void> {
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const file = join(dataDirectory, 'environment');
  await writeOnce(file, `${environment}\n`);
  const made = (await readFile(file, 'utf8')).trim();
  if (made !== environment) throw new DataDirectoryRefused(dataDirectory, made, environment);
}

/** Written aside and linked: the file is there whole, and the first one stays. */
async function writeOnce(file: string, text: string): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  await writeFile(aside, text, { flush: true });
  try {
    await link(aside, file);
  } catch (error) {
    if ((error as { readonly code?: unknown }).code !== 'EEXIST') throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

/** Whether there is a file or a directory of this name. */
export const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );
