import { accountTransactionsView, orderRefundsView, transfersView } from '@libs/contracts';
import type { View } from '@libs/view-store';
import type { Standalone } from '@services/standalone';

/** Where the log ends once everything has come to rest, what waits for people, and the money. */
export async function whatIsThere({ platform: { ports } }: Standalone) {
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
