import { PATIENCE_MS } from '@libs/testing';
import type { Client } from '../client.js';
import type { Walk } from '../walk.js';
import { eur, workedExample } from '../worked-example.js';

/** What clients were told is done; it must be there for ever, and once. */
export interface Acknowledged {
  readonly orders: string[];
  readonly refunds: string[];
}

/** Web stores and merchants at work, who ask again until they are answered. */
export interface Load {
  readonly acknowledged: Acknowledged;
  /** Resolves with the milliseconds until somebody's whole round, begun from now on, is done. */
  healthyIn(): Promise<number>;
  /** Ends after the rounds in hand; fails with the first answer that nobody may get. */
  end(): Promise<void>;
}

const PAUSE_MS = 50;
/** An engine or a service is away, or nobody knows the outcome: the same is asked again. */
const AGAIN: ReadonlySet<number> = new Set([502, 503, 504]);

export async function startLoad(walk: Walk, writers: number): Promise<Load> {
  const [merchant, webstore, simulator] = await Promise.all([
    walk.as('liisa'),
    walk.as('kahvikauppa'),
    walk.as('simulator'),
  ]);
  const acknowledged: Acknowledged = { orders: [], refunds: [] };
  const rounds: { readonly begunAt: number; readonly doneAt: number }[] = [];
  const now = { isOver: false };
  const work = Array.from({ length: writers }, async (_, writer) => {
    for (let number = 0; !now.isOver; number += 1) {
      const begunAt = performance.now();
      await sellAndRefund({ merchant, webstore, simulator }, `l${writer}-${number}`, acknowledged);
      rounds.push({ begunAt, doneAt: performance.now() });
    }
  });
  const failed = Promise.all(work);
  failed.catch(() => undefined); // Told by whoever waits for it.
  return {
    acknowledged,
    healthyIn: async () => {
      const since = performance.now();
      for (;;) {
        const done = rounds.find(({ begunAt }) => begunAt >= since);
        if (done !== undefined) return done.doneAt - since;
        await Promise.race([failed, pause()]);
        if (performance.now() - since > PATIENCE_MS)
          throw new Error('nobody gets through any more');
      }
    },
    end: async () => {
      now.isOver = true;
      await failed;
    },
  };
}

interface Clients {
  readonly merchant: Client;
  readonly webstore: Client;
  readonly simulator: Client;
}

/** Sells, is paid, refunds: every step as often as it takes. */
async function sellAndRefund(
  { merchant, webstore, simulator }: Clients,
  paymentId: string,
  acknowledged: Acknowledged,
): Promise<void> {
  const order = workedExample({ paymentId });
  const sold = await insist(() => webstore.post('/v1/orders', order), [200, 201]);
  const { orderId } = sold.body as { readonly orderId: string };
  acknowledged.orders.push(orderId);
  const payment = { sellerId: 'kahvikauppa', paymentId, receiptId: `r-${paymentId}` };
  await insist(
    () =>
      simulator.post('/v1/simulator/payments', {
        type: 'PaymentSucceeded',
        data: { ...payment, method: 'FI50', paid: eur(573_10) },
      }),
    [202],
  );
  const refunds = `/v1/orders/${orderId}/refunds`;
  const refund = {
    ...{ kind: 'price-reduction', timing: 'before-settlement', amount: eur(1_00) },
    reason: 'other',
  };
  const refunded = await insist(async () => {
    const paid = await insist(
      () => merchant.get(refunds),
      [200],
      ({ headers }) => headers.get('etag')?.includes('account') === true,
    );
    return merchant.post(refunds, refund, {
      'idempotency-key': `"${paymentId}"`,
      'if-match': paid.headers.get('etag') ?? '',
    });
  }, [201]);
  acknowledged.refunds.push((refunded.body as { readonly refundId: string }).refundId);
}

type Told = Awaited<ReturnType<Client['get']>>;

/** Asks until the answer is one of those wished; any but a passing fault, or a page from before, is a failure. */
async function insist(
  ask: () => Promise<Told>,
  wished: readonly number[],
  isAsWished: (told: Told) => boolean = () => true,
): Promise<Told> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const told = await ask();
    if (wished.includes(told.status) && isAsWished(told)) return told;
    const mayPass = AGAIN.has(told.status) || isBehind(told) || wished.includes(told.status);
    if (!mayPass || performance.now() > until)
      throw new Error(`answered ${told.status}: ${JSON.stringify(told.body)}`);
    await pause();
  }
}

/** The view does not show the order or the payment yet, or showed an older state. */
const isBehind = ({ status }: Told): boolean => status === 404 || status === 412;

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
