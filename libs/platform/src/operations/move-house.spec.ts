import { randomUUID } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BusTaken } from '@libs/event-bus/in-process';
import type { Projection } from '@libs/kernel';
import { MasterKeyDiffers } from '@libs/personal-data';
import type { View } from '@libs/view-store';
import { DirectoryNotInUse } from '../data-directory.js';
import { silentLogger } from '../logging.js';
import { viewStoreFor } from '../ports-for.js';
import type { Ports } from '../ports.js';
import { shown } from '../shown.js';
import { clock } from '../toy.fixtures.js';
import {
  atWork,
  configurationOf,
  folderOfSpec,
  killedAt,
  openIn,
  receive,
  TOYS,
} from './installation.fixtures.js';
import { moveHouse, MoveRefused } from './move-house.js';

const folder = folderOfSpec();
const place = (name: string): string => join(folder, `${randomUUID()}-${name}`);

/** An installation with orders, one of them parked and one forgotten, that has come to rest. */
async function installation(): Promise<string> {
  const directory = place('data');
  const ports = await openIn(directory);
  const { settled, stop, told } = await atWork(ports);
  const streams = await receive(ports, 30);
  await settled();
  expect(told.length).toBe(streams.length);
  await stop();
  await ports.close();
  return directory;
}

/** A place to move to, with the master key of the one that is moved from. */
function newHome(from: string): string {
  const directory = place('home');
  mkdirSync(directory);
  copyFileSync(join(from, 'master.key'), join(directory, 'master.key'));
  return directory;
}

const move = (from: string, to: string, services = [TOYS]) =>
  moveHouse({
    ...{ from, clock, logger: silentLogger, services },
    configuration: configurationOf(to),
  });

const toysView: View<object> = {
  ...{ name: 'toys', version: 1, fields: {}, indexes: [[]], search: [] },
};
const toys: Projection<object, never> = {
  ...{ name: 'toys', version: 1, documentId: () => 'toy', on: {} },
};

const everything = async ({ store }: Ports) =>
  (await store.readAll({ after: '0'.repeat(20), limit: 1000 })).events;

describe('an installation that has moved house', () => {
  it('has its whole history there, opened by the same master key, and tells nothing again', async () => {
    const from = await installation();
    const before = await openIn(from);
    const history = await everything(before);
    await before.close();

    const to = newHome(from);
    const moved = await move(from, to);
    expect(moved.log.events).toBe(history.length);
    const ports = await openIn(to);
    expect(await everything(ports)).toEqual(history);
    expect(JSON.stringify(history)).toContain('Antti Akonniemi');
    const { settled, stop, told, toldOutside } = await atWork(ports);
    const [stream] = await receive(ports, 1);
    await settled();
    expect(told).toEqual([stream]);
    expect(toldOutside).toEqual([stream]);
    await stop();
    await ports.close();
  });

  it('brings parked messages along, which are retried there', async () => {
    const from = place('data');
    const before = await openIn(from);
    const first = await atWork(before, { fails: true });
    await receive(before, 1);
    await first.settled();
    const [parked] = await before.bus.parked('toys.listener');
    await first.stop();
    await before.close();

    const to = newHome(from);
    await move(from, to);
    const ports = await openIn(to);
    const { stop, told } = await atWork(ports);
    expect(await ports.bus.parked('toys.listener')).toEqual([parked]);
    await ports.bus.retry('toys.listener', parked?.message.id ?? '', 'operator');
    expect(told).toEqual([parked?.message.key]);
    await stop();
    await ports.close();
  });

  it('does not start at its old place any more, and moves once', async () => {
    const from = await installation();
    const to = newHome(from);
    await move(from, to);
    await expect(openIn(from)).rejects.toThrow(DirectoryNotInUse);
    await expect(move(from, to)).rejects.toThrow(/moved to this place already/u);
  });
});

describe('moving house is refused', () => {
  it('while the installation runs', async () => {
    const from = await installation();
    const ports = await openIn(from);
    await expect(move(from, newHome(from))).rejects.toThrow(BusTaken);
    await ports.close();
  });

  it('while a group waits for something, and says which for what', async () => {
    const from = await installation();
    const ports = await openIn(from);
    await receive(ports, 3);
    await ports.bus.publish('payments.events', [
      {
        id: randomUUID(),
        key: 'payment',
        type: 'PaymentSucceeded',
        time: clock.now(),
        data: {
          sellerId: 'kahvikauppa',
          paymentId: '1',
          receiptId: 'receipt',
          method: 'FI50',
          paid: { minorUnits: 1_00, currency: 'EUR' },
          succeededAt: clock.now(),
        },
      },
    ]);
    await ports.close();
    const refusal = await move(from, newHome(from)).catch(String);
    expect(refusal).toContain('group toys.listener waits for 3 messages of orders.events');
    expect(refusal).toContain('relay toys.teller has 3 messages to look at for refunds.payouts');
    expect(refusal).toContain('group toys.cashier waits for one message of payments.events');
  });

  it('for a group that was never at work', async () => {
    const from = place('data');
    const ports = await openIn(from);
    await receive(ports, 1);
    await ports.close();
    await expect(move(from, newHome(from))).rejects.toThrow(/toys.listener was never at work/u);
  });

  it('with another master key, or onto a place that is in use', async () => {
    const from = await installation();
    const to = newHome(from);
    writeFileSync(join(to, 'master.key'), Buffer.alloc(32, 9));
    await expect(move(from, to)).rejects.toThrow(MasterKeyDiffers);
    const other = await installation();
    copyFileSync(join(from, 'master.key'), join(other, 'master.key'));
    await expect(move(from, other)).rejects.toThrow(/in use/u);
    await expect(move(from, from)).rejects.toThrow(MoveRefused);
    await expect(move(place('nowhere'), to)).rejects.toThrow(/no installation/u);
  });
});

describe('moving house onto views that are filled', () => {
  it('is refused, and goes on once they are dropped', async () => {
    const from = await installation();
    const to = newHome(from);
    const views = await viewStoreFor(configurationOf(to), to);
    await (await views.open(toysView)).save([], '00000000000000000007');
    await views.close();
    const services = [{ ...TOYS, shows: [shown(toys, toysView, ['toy'])] }];
    await expect(move(from, to, services)).rejects.toThrow(/view toys is filled at the place/u);
    for (const end of ['', '-wal', '-shm']) rmSync(join(to, `views.db${end}`), { force: true });
    expect((await move(from, to, services)).log.events).toBeGreaterThan(0);
  });
});

describe('kill -9 in the middle of moving house', () => {
  it.each(['copying events', 'checking events'])(
    'at %s leaves a new place that does not start, and the move goes on',
    async (stopAt) => {
      const from = await installation();
      const to = newHome(from);
      await killedAt(stopAt, 'move', to, from);
      expect(existsSync(join(to, 'events.db'))).toBe(true);
      await expect(openIn(to)).rejects.toThrow(/key store is new/u);
      // The old place may still go on, and what it records is moved as well.
      const old = await openIn(from);
      const { settled, stop } = await atWork(old);
      await receive(old, 2);
      await settled();
      const history = await everything(old);
      await stop();
      await old.close();
      await move(from, to);
      const ports = await openIn(to);
      expect(await everything(ports)).toEqual(history);
      await ports.close();
    },
  );
});
