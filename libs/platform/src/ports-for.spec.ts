import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BusTaken } from '@libs/event-bus/in-process';
import { EMPTY, START } from '@libs/event-store';
import { KeysMissing, KeysOfAnotherLog, MasterKeyDiffers } from '@libs/personal-data';
import { PATIENCE_MS } from '@libs/testing';
import { v7 } from 'uuid';
import { readConfiguration } from './configuration.js';
import { DataDirectoryRefused } from './data-directory.js';
import { silentLogger } from './logging.js';
import { portsFor } from './ports-for.js';
import type { Ports } from './ports.js';
import { ViewsOfAnotherLog } from './same-log.js';
import { clock, metadata, MERCHANT, ORDER } from './toy.fixtures.js';

const newDirectory = () => mkdtempSync(join(tmpdir(), 'ports-'));

const openIn = (EXTRANET_DATA: string, over: Readonly<Record<string, string>> = {}) =>
  portsFor(readConfiguration({ EXTRANET_DATA, ...over }), { logger: silentLogger, clock });

const STREAM = `order-${ORDER}`;
const BUYER = { name: 'Antti Akonniemi', email: 'antti@buyer.example' };
const received = {
  id: '01890000-0000-7000-8000-000000000001',
  type: 'OrderReceived',
  data: { orderId: ORDER, merchantId: MERCHANT, buyer: BUYER, delivery: BUYER },
  metadata,
};

describe('the ports of the embedded profile', () => {
  it('keep everything over a restart', async () => {
    const directory = newDirectory();
    const before = await openIn(directory);
    await before.store.append(STREAM, EMPTY, [received]);
    await before.close();
    const after = await openIn(directory);
    expect((await after.store.read(STREAM))[0]?.data).toEqual(received.data);
    expect(after.secrets.fingerprint('x')).toBe(before.secrets.fingerprint('x'));
    await after.close();
  });

  it('lie in files of their own, without a readable personal field', async () => {
    const directory = newDirectory();
    const ports = await openIn(directory);
    await ports.store.append(STREAM, EMPTY, [received]);
    const bytes = readdirSync(directory).map((name) => readFileSync(join(directory, name)));
    await ports.close();
    expect(readdirSync(directory)).toEqual(
      expect.arrayContaining(['bus.db', 'events.db', 'keys.db', 'master.key', 'views.db']),
    );
    for (const text of Object.values(BUYER))
      expect(bytes.some((contents) => contents.includes(text))).toBe(false);
  });

  it('carry news without personal fields', async () => {
    const ports = await openIn(newDirectory());
    const heard: object[] = [];
    await ports.bus.subscribe({
      group: 'toys.listener',
      topic: 'orders.events',
      from: 'beginning',
      handler: async ({ data }) => void heard.push(data),
    });
    await ports.store.append(STREAM, EMPTY, [received]);
    await ports.bus.settled({ timeoutMs: PATIENCE_MS });
    await ports.close();
    expect(heard).toEqual([{ ...received.data, buyer: 'erased', delivery: 'erased' }]);
  });

  it('belong to one process, and the second one is told who holds them', async () => {
    const directory = newDirectory();
    const first = await openIn(directory);
    await expect(openIn(directory)).rejects.toThrow(BusTaken);
    await first.store.append(STREAM, EMPTY, [received]);
    await first.close();
  });

  it('end with the process when the events are kept in memory', async () => {
    const directory = newDirectory();
    const first = await openIn(directory, { EXTRANET_EVENT_STORE: 'memory' });
    await first.store.append(STREAM, EMPTY, [received]);
    await first.close();
    const second = await openIn(directory, { EXTRANET_EVENT_STORE: 'memory' });
    expect(await second.store.head()).toBe(START);
    await second.close();
    expect(existsSync(join(directory, 'events.db'))).toBe(false);
  });

  it('take views in memory beside events on disk', async () => {
    const directory = newDirectory();
    const ports = await openIn(directory, { EXTRANET_VIEW_STORE: 'memory' });
    await ports.close();
    expect(existsSync(join(directory, 'views.db'))).toBe(false);
    expect(existsSync(join(directory, 'events.db'))).toBe(true);
  });
});

describe('nothing starts', () => {
  /** A copy of one installation, with a file of the other. */
  const swapped = (one: string, other: string, name: string): string => {
    const directory = newDirectory();
    for (const file of readdirSync(one))
      cpSync(join(file.startsWith(name) ? other : one, file), join(directory, file));
    return directory;
  };
  const withAnEvent = async (directory: string, eventId = received.id) => {
    const ports: Ports = await openIn(directory);
    await ports.store.append(STREAM, EMPTY, [{ ...received, id: eventId }]);
    await ports.close();
  };

  it('with another master key than the one the keys were made with', async () => {
    const directory = newDirectory();
    await withAnEvent(directory);
    const file = join(directory, 'other.key');
    writeFileSync(file, Buffer.alloc(32, 9));
    await expect(openIn(directory, { EXTRANET_MASTER_KEY_FILE: file })).rejects.toThrow(
      MasterKeyDiffers,
    );
  });

  it('without the master key of the keys that are there, and makes no other one', async () => {
    const directory = newDirectory();
    await withAnEvent(directory);
    rmSync(join(directory, 'master.key'));
    await expect(openIn(directory)).rejects.toThrow('master.key is not there: put');
    expect(readdirSync(directory)).not.toContain('master.key');
  });

  it('without the keys of the events that are there', async () => {
    const directory = newDirectory();
    await withAnEvent(directory);
    for (const file of readdirSync(directory).filter((name) => name.startsWith('keys.db')))
      rmSync(join(directory, file));
    await expect(openIn(directory)).rejects.toThrow(KeysMissing);
    await expect(openIn(directory)).rejects.toThrow(KeysMissing);
  });

  it('on a log that was swapped for another one, beside keys or views of its own', async () => {
    const [one, other] = [newDirectory(), newDirectory()];
    for (const directory of [one, other]) {
      await withAnEvent(directory, v7());
      await (await openIn(directory)).close();
    }
    await expect(openIn(swapped(one, other, 'events.db'))).rejects.toThrow(KeysOfAnotherLog);
    await expect(openIn(swapped(one, other, 'views.db'))).rejects.toThrow(ViewsOfAnotherLog);
  });

  it('for production on a directory of the test environment', async () => {
    const directory = newDirectory();
    await withAnEvent(directory);
    await expect(
      openIn(directory, {
        EXTRANET_ENV: 'production',
        EXTRANET_ISSUER: 'https://login.example',
        EXTRANET_MASTER_KEY_FILE: join(directory, 'master.key'),
        EXTRANET_FUNDING_IBAN: 'FI2112345600000785',
      }),
    ).rejects.toThrow(DataDirectoryRefused);
  });

  it('without leaving anything open: the next start works', async () => {
    const directory = newDirectory();
    await expect(
      openIn(directory, { EXTRANET_MASTER_KEY_FILE: join(directory, 'nowhere.key') }),
    ).rejects.toThrow(/is not there/u);
    await withAnEvent(directory);
  });
});
