import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EMPTY, type NewEvent } from '@libs/event-store';
import { idFrom } from '@libs/kernel';
import { portsFor, readConfiguration, silentLogger, type Ports } from '@libs/platform';
import { MERCHANT, recorded } from '@libs/testing';
import { runWaves } from './run-waves.js';

const LENGTH = 120;

describe('the waves of the demo data', () => {
  let directory: string;
  let ports: Ports;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'waves-'));
    const environment = { EXTRANET_DATA: directory, EXTRANET_EVENT_STORE: 'memory' };
    ports = await portsFor(readConfiguration(environment), { logger: silentLogger });
  });
  afterEach(async () => {
    await ports.close();
    await rm(directory, { recursive: true });
  });

  it('end when all that follows is done, however many steps that takes one after the other', async () => {
    await ports.bus.subscribe({
      group: 'shop.sells-one-by-one',
      topic: 'merchants.events',
      from: 'beginning',
      handler: async ({ revision = 0 }) => {
        if (revision + 1 < LENGTH) await ports.store.append(STREAM, revision, [sold(revision + 1)]);
      },
    });
    await ports.store.append(STREAM, EMPTY, [sold(0)]);
    const requests = {
      send: () => Promise.reject(new Error('no wave sends anything')),
      trouble: () => undefined,
      close: () => Promise.resolve(),
    };
    const waves = [{ name: 'none', steps: [] }];
    await runWaves(waves, { ports, requests, onProgress: () => undefined });
    expect(await ports.store.read(STREAM)).toHaveLength(LENGTH);
  });
});

const STREAM = `merchant-${MERCHANT}`;
const sold = (number: number): NewEvent => ({
  id: idFrom('sold', String(number)),
  type: 'WebStoreOpened',
  data: { merchantId: MERCHANT, number },
  metadata: recorded({ type: 'WebStoreOpened', data: {} }).metadata,
});
