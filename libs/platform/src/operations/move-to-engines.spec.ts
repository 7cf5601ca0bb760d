import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { onEngine } from '@libs/testing';
import { silentLogger } from '../logging.js';
import { clock } from '../toy.fixtures.js';
import {
  atWork,
  configurationOf,
  folderOfSpec,
  openIn,
  receive,
  TOYS,
} from './installation.fixtures.js';
import { moveHouse } from './move-house.js';

const folder = folderOfSpec();

/** An installation that has come to rest, and an empty place with its master key. */
async function houses() {
  const [from, to] = [join(folder, randomUUID()), join(folder, randomUUID())];
  const ports = await openIn(from);
  const { settled, stop } = await atWork(ports);
  const streams = await receive(ports, 30);
  await settled();
  await stop();
  await ports.close();
  mkdirSync(to);
  copyFileSync(join(from, 'master.key'), join(to, 'master.key'));
  return { from, to, streams };
}

const move = (from: string, to: string, settings: Readonly<Record<string, string>>) =>
  moveHouse({
    ...{ from, clock, logger: silentLogger, services: [TOYS] },
    configuration: configurationOf(to, settings),
  });

const LOADER = './libs/testing/src/run-typescript.mjs';
const DOUBLE = 'libs/event-store/src/eventstoredb/double/process.fixtures.ts';

/** What behaves as EventStoreDB does, in a process of its own. */
async function startDouble() {
  const child = spawn(process.execPath, ['--no-warnings', '--import', LOADER, DOUBLE], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const [url] = (await once(child.stdout, 'data')) as [Buffer];
  const stop = async () => {
    child.stdin.end();
    await ended;
  };
  return { url: url.toString(), stop };
}

it('an installation that has moved to EventStoreDB has all it had, and tells nothing again there', async () => {
  const double = await startDouble();
  const { from, to, streams } = await houses();
  const settings = { EXTRANET_EVENT_STORE: 'eventstoredb', EXTRANET_EVENTSTOREDB: double.url };
  const { log } = await move(from, to, settings);
  expect(log.events).toBe(streams.length);
  const ports = await openIn(to, settings);
  for (const stream of streams)
    expect(JSON.stringify(await ports.store.read(stream))).toContain('Antti Akonniemi');
  const { settled, stop, told, toldOutside } = await atWork(ports);
  const [stream] = await receive(ports, 1);
  await settled();
  expect([told, toldOutside]).toEqual([[stream], [stream]]);
  expect(readdirSync(to)).not.toContain('events.db');
  await stop();
  await ports.close();
  await double.stop();
});

await onEngine('kafka', ({ url }) =>
  it('an installation that has moved to Kafka tells nothing again there', async () => {
    const { from, to } = await houses();
    const settings = {
      EXTRANET_EVENT_BUS: 'kafka',
      EXTRANET_KAFKA: `kafka://${url}`,
      EXTRANET_KAFKA_PREFIX: `moved-${randomUUID()}.`,
      EXTRANET_KAFKA_PARTITIONS: '1',
    };
    await move(from, to, settings);
    const ports = await openIn(to, settings);
    const news = ports.relays.carryNews('orders.events');
    const { settled, stop, told, toldOutside } = await atWork(ports);
    const [stream] = await receive(ports, 1);
    await settled();
    expect([told, toldOutside]).toEqual([[stream], [stream]]);
    await stop();
    await news?.stop();
    await ports.close();
  }),
);

await onEngine('mongodb', ({ url }) =>
  it('an installation whose keys have moved to MongoDB opens all it had there', async () => {
    const { from, to, streams } = await houses();
    const settings = {
      EXTRANET_KEY_STORE: 'mongo',
      EXTRANET_KEY_DATABASE: `keys-${randomUUID().slice(0, 8)}`,
      EXTRANET_MONGODB: url,
    };
    const { keys } = await move(from, to, settings);
    expect(keys.keys).toBeGreaterThan(streams.length);
    const ports = await openIn(to, settings);
    for (const stream of streams)
      expect(JSON.stringify(await ports.store.read(stream))).toContain('Antti Akonniemi');
    await ports.close();
    expect(readdirSync(to)).not.toContain('keys.db');
  }),
);
