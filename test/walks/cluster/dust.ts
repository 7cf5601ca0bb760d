import { portsFor, readConfiguration, silentLogger, type Ports } from '@libs/platform';
import { PATIENCE_MS } from '@libs/testing';
import { merchantsService } from '@services/merchants';
import { ordersService } from '@services/orders';
import { refundsService } from '@services/refunds';
import { shippingService } from '@services/shipping';
import type { Recorded } from '@libs/kernel';

/** The services whose views are held against the log. */
export const SERVICES = [merchantsService, ordersService, refundsService, shippingService];

const STILL_MS = 3000;
const LOOK_MS = 200;

/** Opens the files that the processes share, to look at them from beside. */
export const beside = (directory: string): Promise<Ports> =>
  portsFor(readConfiguration({ EXTRANET_DATA: directory }), { logger: silentLogger });

/** Resolves when nothing has been recorded for a while and every view stands at the end. */
export async function atRest({ store, views }: Pick<Ports, 'store' | 'views'>): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  let head = await store.head();
  for (let since = performance.now(); performance.now() - since < STILL_MS;) {
    if (performance.now() > until) throw new Error('the log does not come to rest');
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    const now = await store.head();
    if (now !== head) since = performance.now();
    head = now;
  }
  for (const { view } of SERVICES.flatMap(({ shows }) => shows))
    await (await views.open(view)).caughtUp(head, { timeoutMs: PATIENCE_MS });
}

/** Commands whose events stand in two places: decided twice. */
export function decidedTwice(log: readonly Recorded[]): readonly string[] {
  const last = new Map<string, Recorded>();
  const doubled = new Set<string>();
  for (const event of log) {
    const { commandId } = event.metadata;
    const before = last.get(commandId);
    last.set(commandId, event);
    if (before === undefined) continue;
    const goesOn = before.stream === event.stream && before.revision + 1 === event.revision;
    if (!goesOn) doubled.add(commandId);
  }
  return [...doubled];
}
