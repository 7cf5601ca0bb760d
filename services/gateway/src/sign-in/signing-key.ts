import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type CryptoKey,
  type JWK,
  type JWTVerifyGetKey,
} from 'jose';
import { z } from '@libs/kernel';

const FILE = 'signing-key.json';
const ALGORITHM = 'ES256';

/** A key pair of our own, for the embedded profile: it signs demo tokens and checks them. */
export interface SigningKey {
  readonly keyId: string;
  readonly algorithm: typeof ALGORITHM;
  readonly privateKey: CryptoKey;
  readonly verifyingKey: JWTVerifyGetKey;
}

const StoredKey = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  d: z.string(),
});
type StoredKey = z.infer<typeof StoredKey>;

/**
 * The signing key of a data directory: made on first start, readable by its owner only. Two
 * processes that start at once get the same one.
 */
export async function signingKey(directory: string): Promise<SigningKey> {
  const file = join(directory, FILE);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  return usable((await storedIn(file)) ?? (await made(directory, file)));
}

/** As `signingKey`, but none is made: nothing where no extranet was started yet. */
export async function knownSigningKey(directory: string): Promise<SigningKey | undefined> {
  const stored = await storedIn(join(directory, FILE));
  return stored === undefined ? undefined : usable(stored);
}

async function usable(stored: StoredKey): Promise<SigningKey> {
  const { d: _private, ...publicJwk } = stored;
  const privateKey = await keyOf(stored);
  const publicKey = await keyOf(publicJwk);
  return {
    keyId: await calculateJwkThumbprint(publicJwk),
    algorithm: ALGORITHM,
    privateKey,
    verifyingKey: () => Promise.resolve(publicKey),
  };
}

async function keyOf(jwk: JWK): Promise<CryptoKey> {
  const key = await importJWK(jwk, ALGORITHM);
  if (key instanceof Uint8Array) throw new Error('a key pair is no shared secret');
  return key;
}

async function storedIn(file: string): Promise<StoredKey | undefined> {
  try {
    return StoredKey.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`${FILE} in the data directory is not a signing key`, { cause: error });
  }
}

async function made(directory: string, file: string): Promise<StoredKey> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  const draft = join(directory, `${FILE}.${randomUUID()}`);
  await writeDurably(draft, await exportJWK(privateKey));
  // A link fails where the name is taken: the first process wins, and nobody sees half a file.
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await unlink(draft);
  const stored = await storedIn(file);
  if (stored === undefined) throw new Error(`${FILE} was just written`);
  return stored;
}

async function writeDurably(file: string, jwk: JWK): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(jwk)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
