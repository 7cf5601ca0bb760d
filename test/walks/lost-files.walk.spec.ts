import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountTransactionsView, orderRefundsView, transfersView } from '@libs/contracts';
import type { View } from '@libs/view-store';
import { startStandalone, type Standalone } from '@services/standalone';

describe('without the files that can be made anew', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'extranet-lost-'));
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  const start = () =>
    startStandalone({
      environment: { EXTRANET_DATA: directory, PORT: '0', EXTRANET_LOG_LEVEL: 'silent' },
      extent: 'all',
    });
  const lose = (name: string) =>
    Promise.all(
      ['', '-wal', '-shm'].map((end) => rm(join(directory, name + end), { force: true })),
    );

  it('nothing is decided anew, nothing is parked, and everything is shown again', async () => {
    const extranet = await start();
    const before = await whatIsThere(extranet);
    await extranet.close();
    await Promise.all([lose('bus.db'), lose('views.db')]);
    const again = await start();
    expect(await whatIsThere(again)).toEqual(before);
    await again.close();
  }, 120_000);
});

/** Where the log ends once everything has come to rest, what waits for people, and the money. */
async function whatIsThere({ platform: { ports } }: Standalone) {
  await ports.bus.settled({ timeoutMs: 60_000 });
  const head = await ports.store.head();
  const caughtUp = async <Document extends object>(view: View<Document>) => {
    const open = await ports.views.open(view);
    await open.caughtUp(head, { timeoutMs: 60_000 });
    return open;
  };
  const sort = { by: 'receivedAt', direction: 'ascending' } as const;
  const rows = await (
    await caughtUp(accountTransactionsView)
  ).find({ where: {}, sort, limit: 100 });
  return {
    head,
    parked: (await ports.bus.progress()).filter(({ parked }) => parked > 0),
    rows,
    money: await (await caughtUp(orderRefundsView)).load(rows.map(({ id }) => id)),
    transfers: await (await caughtUp(transfersView)).find({ where: {}, sort, limit: 100 }),
  };
}
