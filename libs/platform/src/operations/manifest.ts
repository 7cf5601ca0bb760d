import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from '@libs/kernel';

/** What a backup says of itself; its file is the last that is written, so none is half a backup. */
export type BackupManifest = z.infer<typeof BackupManifest>;
const Count = z.int().min(0);
const Hash = z.string().regex(/^[0-9a-f]{64}$/u);
const Seal = z.strictObject({ bytes: Count, sha256: Hash });
const BackupManifest = z.strictObject({
  format: z.literal(1),
  environment: z.enum(['test', 'production']),
  /** When the snapshots were taken. */
  madeAt: z.iso.datetime(),
  log: z.strictObject({ head: z.string().regex(/^\d{20}$/u), events: Count, hash: Hash }),
  keys: z.strictObject({ keys: Count, hash: Hash }),
  files: z.strictObject({ 'bus.db': Seal, 'events.db': Seal, 'keys.db': Seal }),
});

/**
 * The files of an installation that cannot be made anew, in the order in which they are to be
 * seen: the bus has seen no more of the log than the log holds, and no event of the log waits for
 * a key that is not there (ADR 27).
 */
export const INSTALLATION_FILES = ['bus.db', 'events.db', 'keys.db'] as const;

/** There is no finished backup; the message says what is there instead. */
export class BackupUnusable extends Error {
  override readonly name = 'BackupUnusable';
}

const MANIFEST_FILE = 'backup.json';

export async function writeManifest(directory: string, manifest: BackupManifest): Promise<void> {
  const file = await open(join(directory, MANIFEST_FILE), 'wx', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(manifest, undefined, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Fails with `BackupUnusable` where there is no manifest, or none that is understood here. */
export async function readManifest(directory: string): Promise<BackupManifest> {
  const text = await readFile(join(directory, MANIFEST_FILE), 'utf8').catch((error: unknown) => {
    throw new BackupUnusable(
      `${directory} is no finished backup: it has no ${MANIFEST_FILE}, which is written last`,
      { cause: error },
    );
  });
  try {
    return BackupManifest.parse(JSON.parse(text));
  } catch (error) {
    throw new BackupUnusable(`${join(directory, MANIFEST_FILE)} is not understood here`, {
      cause: error,
    });
  }
}

/** The length and the SHA-256 of each file of an installation in a directory. */
export async function sealsOf(directory: string): Promise<BackupManifest['files']> {
  const [bus, events, keys] = INSTALLATION_FILES;
  return {
    [bus]: await sealOf(join(directory, bus)),
    [events]: await sealOf(join(directory, events)),
    [keys]: await sealOf(join(directory, keys)),
  };
}

async function sealOf(file: string): Promise<z.infer<typeof Seal>> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** So that what was written or renamed in a directory outlives a power cut. */
export async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
