import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountTransactionsView, type AccountTransaction } from '@libs/contracts';
import { START, type EventStore } from '@libs/event-store';
import { sqliteEventStore } from '@libs/event-store/sqlite';
import { assert } from '@libs/kernel';
import { keyRing, sealingEventStore } from '@libs/personal-data';
import { sqliteKeyStore } from '@libs/personal-data/sqlite';
import { rebuildView, type OpenView } from '@libs/view-store';
import { sqliteViewStore } from '@libs/view-store/sqlite';
import { accountTransactions } from '../../services/orders/src/views/account-transactions/account-transactions.projection.js';
import { interleaved, timed, type Bench, type BenchResult } from './bench.js';
import { checkOrders, EVENTS_AN_ORDER, fillWithOrders } from './rebuild-orders.js';

export interface RebuildBenchOptions {
  readonly orders: number;
  readonly rounds: number;
}

export const rebuildBench: Bench = {
  name: 'rebuild of Account Transactions from 200,000 events',
  mustReach: 0.25,
  aim: 0.4,
  run: () => measureRebuild({ orders: 20_000, rounds: 5 }),
};

/** Each round opens the sealed fields anew: no key is remembered from the one before. */
export async function measureRebuild({
  orders,
  rounds,
}: RebuildBenchOptions): Promise<BenchResult> {
  checkOrders();
  const folder = mkdtempSync(join(tmpdir(), 'bench-rebuild-'));
  const log = await sqliteEventStore({ file: join(folder, 'events.db') });
  const keys = sqliteKeyStore({ file: join(folder, 'keys.db') });
  const views = await sqliteViewStore({ file: join(folder, 'views.db') });
  const masterKey = randomBytes(32);
  const sealed = () => sealingEventStore(log, { keys: keyRing(keys, masterKey) });
  await fillWithOrders(sealed(), orders);
  const pages = await pagesOf(log);
  const openView = await views.open(accountTransactionsView);
  const measured = await interleaved(rounds, {
    ours: () => timed(() => rebuilt(sealed(), openView)),
    limit: () => timed(() => pages.forEach((page) => void JSON.parse(page))),
  });
  const [counted] = await openView.count({ where: {}, by: 'merchantId' });
  assert(counted?.count === orders, 'every order is shown');
  for (const port of [views, log, keys]) await port.close();
  rmSync(folder, { recursive: true });
  const events = orders * EVENTS_AN_ORDER;
  const bytes = pages.reduce((total, page) => total + page.length, 0);
  return {
    unit: `ms for ${events} events`,
    ...measured,
    notes: [`${Math.round(bytes / events)} bytes an event, two of ten sealed`],
  };
}

const rebuilt = (store: EventStore, openView: OpenView<AccountTransaction>) =>
  rebuildView({
    store,
    openView,
    projection: accountTransactions,
    categories: ['order', 'account'],
  });

/** As many as a follower gets in a batch. */
const PAGE = 1000;

/** The log's text as it is stored, with sealed fields. */
async function pagesOf(store: EventStore): Promise<readonly string[]> {
  const pages: string[] = [];
  let after = START;
  for (let isEnd = false; !isEnd;) {
    const page = await store.readAll({ after, limit: PAGE });
    // A text as it comes from a file, not as pieces that were joined.
    pages.push(Buffer.from(JSON.stringify(page.events)).toString());
    ({ position: after, isEnd } = page);
  }
  return pages;
}
