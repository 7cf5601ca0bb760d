import { createHash } from 'node:crypto';
import type { HashAlgorithm } from '@libs/contracts';

const NODE_NAMES: Readonly<Record<HashAlgorithm, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-512': 'sha512',
};

/** The algorithm that a message names, however it writes it; `undefined` for any other one. */
export function algorithmNamed(name: string): HashAlgorithm | undefined {
  const plain = name.trim().toUpperCase().replaceAll('-', '');
  const names = Object.keys(NODE_NAMES) as HashAlgorithm[];
  return names.find((algorithm) => algorithm.replaceAll('-', '') === plain);
}

/** The hash of bytes as messages write it: hexadecimal, in upper case. */
export const digest = (algorithm: HashAlgorithm, bytes: Uint8Array): string =>
  createHash(NODE_NAMES[algorithm]).update(bytes).digest('hex').toUpperCase();
