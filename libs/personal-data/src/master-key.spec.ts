import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deriveKey, MasterKeyUnusable, readMasterKey, readOrMakeMasterKey } from './master-key.js';

const KEY = new Uint8Array(32).fill(9);
const newFile = () => join(mkdtempSync(join(tmpdir(), 'master-key-')), 'master.key');

describe('a master key', () => {
  const written = {
    'raw bytes': Buffer.from(KEY),
    hexadecimal: `${Buffer.from(KEY).toString('hex')}\n`,
    base64: `${Buffer.from(KEY).toString('base64')}\n`,
  };
  it.each(Object.entries(written))('is read from %s', async (_name, contents) => {
    const file = newFile();
    writeFileSync(file, contents);
    expect(await readMasterKey(file)).toEqual(KEY);
  });

  it.each(['', 'short', Buffer.alloc(33)])(
    'is refused when it is not 32 bytes',
    async (contents) => {
      const file = newFile();
      writeFileSync(file, contents);
      await expect(readMasterKey(file)).rejects.toThrow(MasterKeyUnusable);
    },
  );

  it('is refused with the name of a file that is not there', () =>
    expect(readMasterKey('/nowhere/master.key')).rejects.toThrow(
      /\/nowhere\/master.key is not there/u,
    ));

  it('is made once, for the eyes of its owner, by all who start at the same time', async () => {
    const file = newFile();
    const [one, other] = await Promise.all([readOrMakeMasterKey(file), readOrMakeMasterKey(file)]);
    expect(one).toEqual(other);
    expect(await readOrMakeMasterKey(file)).toEqual(one);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(file, '..'))).toEqual(['master.key']);
    expect(readFileSync(file, 'utf8')).toHaveLength(44);
  });

  it('makes another key for every purpose, always the same one', () => {
    expect(deriveKey(KEY, 'fingerprint')).toEqual(deriveKey(KEY, 'fingerprint'));
    expect(deriveKey(KEY, 'fingerprint')).not.toEqual(deriveKey(KEY, 'key-wrapping'));
    expect(deriveKey(KEY, 'fingerprint')).toHaveLength(32);
  });
});
