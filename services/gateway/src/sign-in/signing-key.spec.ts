import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserId } from '@libs/kernel';
import { makeToken } from './make-token.js';
import { knownSigningKey, signingKey } from './signing-key.js';
import { verifierOf } from './token-verifier.js';

describe('a signing key of our own', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'signing-key-'));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  const wish = {
    userId: UserId.parse('osmo'),
    merchant: 'institution',
    roles: ['operator'],
    issuer: 'us',
    audience: 'extranet',
  } as const;

  it('is made once, for its owner’s eyes only', async () => {
    const first = await signingKey(join(directory, 'data'));
    expect((await signingKey(join(directory, 'data'))).keyId).toBe(first.keyId);
    const [file = ''] = readdirSync(join(directory, 'data'));
    expect(statSync(join(directory, 'data', file)).mode & 0o777).toBe(0o600);
  });

  it('is not made where somebody only asks for it', async () => {
    expect(await knownSigningKey(directory)).toBeUndefined();
    expect(readdirSync(directory)).toEqual([]);
    const made = await signingKey(directory);
    expect((await knownSigningKey(directory))?.keyId).toBe(made.keyId);
  });

  it('is the same for processes that start at once', async () => {
    const keys = await Promise.all(Array.from({ length: 8 }, () => signingKey(directory)));
    expect(new Set(keys.map(({ keyId }) => keyId)).size).toBe(1);
    expect(readdirSync(directory)).toEqual(['signing-key.json']);
  });

  it('signs tokens that its other half takes', async () => {
    const key = await signingKey(directory);
    const verifier = verifierOf({ ...wish, keys: key.verifyingKey });
    const caller = await verifier.verify(await makeToken(key, wish));
    expect([...caller.scopes]).toEqual([
      'ops.transfers.read',
      'ops.transfers.write',
      'ops.returns.read',
      'ops.returns.write',
      'ops.mails.read',
      'ops.parked.read',
      'ops.parked.write',
    ]);
  });

  it('is not taken from a file that holds something else', async () => {
    writeFileSync(join(directory, 'signing-key.json'), '{"kty":"oct"}');
    await expect(signingKey(directory)).rejects.toThrow('is not a signing key');
  });
});
