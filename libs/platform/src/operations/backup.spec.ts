import { randomUUID } from 'node:crypto';
import {
  copyFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { BusTaken } from '@libs/event-bus/in-process';
import { MasterKeyDiffers } from '@libs/personal-data';
import { PATIENCE_MS } from '@libs/testing';
import { DirectoryNotInUse } from '../data-directory.js';
import { clock } from '../toy.fixtures.js';
import { backUp, BackupRefused } from './backup.js';
import { NotEmbedded } from './embedded.js';
import {
  configurationOf,
  folderOfSpec,
  follow,
  killedAt,
  openIn,
  receive,
} from './installation.fixtures.js';
import { BackupUnusable } from './manifest.js';
import { restore, RestoreRefused } from './restore.js';

const folder = folderOfSpec();
const place = (name: string): string => join(folder, `${randomUUID()}-${name}`);

const backUpTo = (directory: string, to: string) =>
  backUp({ configuration: configurationOf(directory), to, clock });
const restoreTo = (directory: string, from: string) =>
  restore({ configuration: configurationOf(directory), from, clock });

/** An installation that has stopped, with some orders. */
async function installation(count = 10): Promise<string> {
  const directory = place('data');
  const ports = await openIn(directory);
  await follow(ports);
  await receive(ports, count);
  await ports.bus.settled({ timeoutMs: PATIENCE_MS });
  await ports.close();
  return directory;
}

describe('a backup of an installation at work', () => {
  it('holds all that was acknowledged before its end, and starts elsewhere', async () => {
    const handled = 100;
    const directory = await installation(handled);
    const ports = await openIn(directory);
    await follow(ports);
    const acknowledged = [...(await receive(ports, 300))];
    const backup = place('backup');
    let isDone = false;
    const backingUp = backUpTo(directory, backup).finally(() => (isDone = true));
    const before = acknowledged.length;
    while (!isDone) acknowledged.push(...(await receive(ports, 20)));
    const { log } = await backingUp;
    expect(acknowledged.length).toBeGreaterThan(before);

    const elsewhere = place('elsewhere');
    copyKey(directory, elsewhere);
    expect(await restoreTo(elsewhere, backup)).toMatchObject({ hasMasterKey: true });
    const again = await openIn(elsewhere);
    const told = await follow(again);
    expect(await again.store.head()).toBe(log.head);
    for (const stream of acknowledged) {
      const [here] = await again.store.read(stream);
      const [there] = await ports.store.read(stream);
      expect(here).toEqual((there?.position ?? '') <= log.head ? there : undefined);
    }
    for (const stream of acknowledged.slice(0, before))
      expect(JSON.stringify(await again.store.read(stream))).toContain('Antti Akonniemi');
    await again.bus.settled({ timeoutMs: PATIENCE_MS });
    // What the group had handled by then is not told again.
    expect(told.length).toBeLessThanOrEqual(log.events - handled);
    const [group] = await again.bus.progress();
    expect((group?.position ?? '') <= log.head).toBe(true);
    await Promise.all([again.close(), ports.close()]);
  });

  it('is the files, and a manifest that counts', async () => {
    const backup = place('backup');
    const manifest = await backUpTo(await installation(7), backup);
    expect(readdirSync(backup).sort()).toEqual(['backup.json', 'bus.db', 'events.db', 'keys.db']);
    expect(manifest).toMatchObject({ environment: 'test', log: { events: 7 } });
    // A key for each buyer, and the one that knows the master key.
    expect(manifest.keys.keys).toBe(8);
    expect(JSON.parse(readFileSync(join(backup, 'backup.json'), 'utf8'))).toEqual(manifest);
  });

  it('leaves the master key out', async () => {
    const directory = await installation();
    const backup = place('backup');
    await backUpTo(directory, backup);
    const key = readFileSync(join(directory, 'master.key'));
    for (const name of readdirSync(backup))
      expect(readFileSync(join(backup, name)).includes(key)).toBe(false);
  });

  it('takes the place of nothing, and needs an installation', async () => {
    const directory = await installation();
    const backup = place('backup');
    await backUpTo(directory, backup);
    await expect(backUpTo(directory, backup)).rejects.toThrow(BackupRefused);
    await expect(backUpTo(place('nowhere'), place('backup'))).rejects.toThrow(/no installation/u);
    const mongo = configurationOf(directory, {
      EXTRANET_EVENT_STORE: 'eventstoredb',
      EXTRANET_EVENTSTOREDB: 'esdb://127.0.0.1:2113?tls=false',
    });
    await expect(backUp({ configuration: mongo, to: place('backup'), clock })).rejects.toThrow(
      NotEmbedded,
    );
  });
});

describe('a restore', () => {
  it('says that the master key is missing, and takes no other one', async () => {
    const directory = await installation();
    const backup = place('backup');
    await backUpTo(directory, backup);
    expect(await restoreTo(place('without'), backup)).toMatchObject({ hasMasterKey: false });
    const other = place('other');
    const keyFile = join(folder, 'another.key');
    writeFileSync(keyFile, Buffer.alloc(32, 9));
    const configuration = configurationOf(other, { EXTRANET_MASTER_KEY_FILE: keyFile });
    await expect(restore({ configuration, from: backup, clock })).rejects.toThrow(MasterKeyDiffers);
    expect(installed(other)).toEqual([]);
  });

  it('touches no installation, running or not', async () => {
    const directory = await installation();
    const backup = place('backup');
    await backUpTo(directory, backup);
    await expect(restoreTo(directory, backup)).rejects.toThrow(RestoreRefused);
    const ports = await openIn(directory);
    await expect(restoreTo(directory, backup)).rejects.toThrow(BusTaken);
    await ports.close();
  });

  it.each(['bus.db', 'events.db', 'keys.db'] as const)(
    'leaves nothing of a backup whose %s was changed',
    async (name) => {
      const backup = place('backup');
      await backUpTo(await installation(), backup);
      const bytes = readFileSync(join(backup, name));
      bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
      writeFileSync(join(backup, name), bytes);
      const elsewhere = place('elsewhere');
      await expect(restoreTo(elsewhere, backup)).rejects.toThrow(BackupUnusable);
      expect(installed(elsewhere)).toEqual([]);
    },
  );

  it('is for the environment of the backup', async () => {
    const backup = place('backup');
    await backUpTo(await installation(), backup);
    const configuration = configurationOf(place('production'), {
      EXTRANET_ENV: 'production',
      EXTRANET_ISSUER: 'https://login.example',
      EXTRANET_MASTER_KEY_FILE: join(folder, 'production.key'),
      EXTRANET_FUNDING_IBAN: 'FI2112345600000785',
    });
    await expect(restore({ configuration, from: backup, clock })).rejects.toThrow(
      /EXTRANET_ENV=test/u,
    );
  });
});

describe('kill -9 in the middle', () => {
  it.each(['copying events.db', 'checking'])(
    'of a backup, at %s, leaves nothing that looks like one',
    async (stopAt) => {
      const directory = await installation(200);
      const backup = place('backup');
      await killedAt(stopAt, 'backup', directory, backup);
      expect(existsSync(backup)).toBe(false);
      const left = readdirSync(folder).filter((name) => join(folder, name).startsWith(backup));
      expect(left).toEqual([expect.stringMatching(/\.unfinished-/u)]);
      for (const name of left)
        await expect(restoreTo(place('elsewhere'), join(folder, name))).rejects.toThrow(
          BackupUnusable,
        );
      // Neither the installation nor the next backup minds.
      expect((await backUpTo(directory, backup)).log.events).toBe(200);
    },
  );

  it('of a restore leaves nothing that starts, and it can be run again', async () => {
    const directory = await installation(200);
    const backup = place('backup');
    await backUpTo(directory, backup);
    const elsewhere = place('elsewhere');
    copyKey(directory, elsewhere);
    await killedAt('checking', 'restore', elsewhere, backup);
    expect(existsSync(join(elsewhere, 'events.db'))).toBe(true);
    await expect(openIn(elsewhere)).rejects.toThrow(DirectoryNotInUse);
    const { manifest } = await restoreTo(elsewhere, backup);
    const ports = await openIn(elsewhere);
    expect(await ports.store.head()).toBe(manifest.log.head);
    await ports.close();
  });
});

const installed = (directory: string): readonly string[] =>
  readdirSync(directory).filter((name) => !name.startsWith('bus.lock'));

function copyKey(from: string, to: string): void {
  cpSync(from, to, { recursive: true, filter: (source) => source === from });
  copyFileSync(join(from, 'master.key'), join(to, 'master.key'));
  rmSync(join(to, 'bus.lock'), { force: true });
}
