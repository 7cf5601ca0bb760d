import {
  accountTransactionsView,
  orderMailsView,
  orderRefundsView,
  transfersView,
} from '@libs/contracts';
import { hoursAfter } from '@libs/kernel';
import type { Ports } from '@libs/platform';
import { eventually, PATIENCE_MS } from '@libs/testing';
import type { View } from '@libs/view-store';
import { whatIsDueDone } from '@services/simulators';
import type { Standalone } from '@services/standalone';

/** Where the log ends once everything has come to rest, what waits for people, and the money. */
export async function whatIsThere({ platform: { ports } }: Standalone) {
  const head = await atRest(ports);
  const caughtUp = async <Document extends object>(view: View<Document>) => {
    const open = await ports.views.open(view);
    await open.caughtUp(head, { timeoutMs: PATIENCE_MS });
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

const MAILS_HOURS = 7 * 24;

/** News handled, what fell due done, mails written: the end of a log that grows no more. */
async function atRest(ports: Ports): Promise<string> {
  const mails = await ports.views.open(orderMailsView);
  let head = '';
  await eventually(async () => {
    await ports.bus.settled({ timeoutMs: PATIENCE_MS });
    await whatIsDueDone(ports);
    head = await ports.store.head();
    await mails.caughtUp(head, { timeoutMs: PATIENCE_MS });
    const now = ports.clock.now();
    const waiting = await mails.find({
      where: { dueAt: { from: hoursAfter(now, -MAILS_HOURS), to: now } },
      sort: { by: 'dueAt', direction: 'ascending' },
      limit: 1,
    });
    return waiting.length === 0 && (await ports.store.head()) === head;
  });
  return head;
}
