import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
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

/**
 * Makes the data directory, or checks that it is of this environment: demo users and what
 * simulators did never meet production, nor the other way round.
 */
export async function claimDirectory({
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
