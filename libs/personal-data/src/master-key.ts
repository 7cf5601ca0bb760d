import { hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { access, link, open, readFile, rm } from 'node:fs/promises';

/** 32 bytes from which every other key is made. In production it comes from outside. */
export type MasterKey = Uint8Array;

export const MASTER_KEY_BYTES = 32;

/** What a key made from the master key is for; each purpose has a key of its own. */
export type Purpose =
  'key-wrapping' | 'fingerprint' | 'number' | 'bus-messages' | `signature/${string}`;

/** The file does not hold a master key; the message says what it must hold, never what it holds. */
export class MasterKeyUnusable extends Error {
  override readonly name = 'MasterKeyUnusable';
}

/** A key for one purpose (HKDF-SHA-256): knowing one tells nothing of another. */
export function deriveKey(masterKey: MasterKey, purpose: Purpose): Uint8Array {
  const name = `merchant-extranet/1/${purpose}`;
  return new Uint8Array(hkdfSync('sha256', masterKey, '', name, MASTER_KEY_BYTES));
}

/** Reads a master key: 32 raw bytes, or the same as 64 hexadecimal or 44 base64 characters. */
export async function readMasterKey(file: string): Promise<MasterKey> {
  const contents = await readFile(file).catch((error: unknown) => {
    throw new MasterKeyUnusable(
      codeOf(error) === 'ENOENT'
        ? `${file} is not there: put the master key of this installation there`
        : `${file} cannot be read (${codeOf(error)})`,
    );
  });
  const key = keyIn(contents);
  if (key === undefined)
    throw new MasterKeyUnusable(
      `${file} must hold 32 bytes, raw or as 64 hexadecimal or 44 base64 characters`,
    );
  return key;
}

/** Reads the key that an earlier start made in the file, or makes one that only the owner reads. */
export async function readOrMakeMasterKey(file: string): Promise<MasterKey> {
  try {
    await access(file);
  } catch {
    await makeMasterKey(file);
  }
  return readMasterKey(file);
}

/** Written aside and linked: the file is there whole or not at all, and the first one stays. */
async function makeMasterKey(file: string): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  try {
    const handle = await open(aside, 'wx', 0o600);
    try {
      await handle.writeFile(randomBytes(MASTER_KEY_BYTES).toString('base64'));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await link(aside, file);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST')
      throw new MasterKeyUnusable(`${file} cannot be made (${codeOf(error)})`);
  } finally {
    await rm(aside, { force: true });
  }
}

function keyIn(contents: Uint8Array): MasterKey | undefined {
  if (contents.length === MASTER_KEY_BYTES) return new Uint8Array(contents);
  const text = Buffer.from(contents).toString('latin1').trim();
  if (/^[0-9a-f]{64}$/iu.test(text)) return new Uint8Array(Buffer.from(text, 'hex'));
  if (/^[A-Za-z0-9+/]{43}=$/u.test(text)) return new Uint8Array(Buffer.from(text, 'base64'));
  return undefined;
}

/** By its shape: an error of the engine need not be made in this realm. */
const codeOf = (error: unknown): string =>
  (error as { readonly code?: string } | undefined)?.code ?? 'unknown';
