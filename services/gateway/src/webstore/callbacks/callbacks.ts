import { setTimeout as sleep } from 'node:timers/promises';
import { REQUEST_TOPICS, type CheckoutCommand, type CheckoutOfOrder } from '@libs/contracts';
import { hoursAfter, idFrom, type CommandEnvelope, type Named } from '@libs/kernel';
import { errorFields } from '@libs/platform';
import type { Saved } from '@libs/view-store';
import { okAddress } from '../payment-page/ok-return.js';
import type { Webstore } from '../webstore.js';
import { callingIn, callShop, type CallOutcome } from './call-shop.js';

const PAUSE_MS = 1000;
/** So many shops are called at once. */
const CALLS_MAX = 20;
const CAUGHT_UP_MS_MAX = 5000;

/**
 * Calls the shops that are to be told of a payment, as the view says (ADR 20), and records what
 * came of it. Two processes may call at once: a shop bears that, and an attempt counts once.
 * Resolves once stopped.
 */
export async function runCallbacks(webstore: Webstore, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const called = await round(webstore).catch((error: unknown) => {
      webstore.logger.warn('callbacks wait', errorFields(error));
      return 0;
    });
    if (called === 0) await sleep(PAUSE_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** Calls those that are due, oldest first; how many were told or tried. */
async function round(webstore: Webstore): Promise<number> {
  const { views, ports } = webstore;
  const due = await views.checkouts.find({
    where: { callbackDueAt: { from: '0', to: justAfter(ports.clock.now()) } },
    sort: { by: 'callbackDueAt', direction: 'ascending' },
    limit: CALLS_MAX,
  });
  const told = await Promise.all(due.map((saved) => tellShop(webstore, saved)));
  return told.filter(Boolean).length;
}

async function tellShop(
  webstore: Webstore,
  { document }: Saved<CheckoutOfOrder>,
): Promise<boolean> {
  const { orderId, checkout } = document;
  const order = (await webstore.views.orders.load([orderId])).get(orderId)?.document;
  // Another view may be ahead of the order's page: it is looked at again.
  if (order?.paidAt === undefined) return false;
  const shop = await webstore.findShop(document.sellerId);
  const outcome = await callShop(
    okAddress({ order, checkout, shop }),
    callingIn(webstore.environment),
  );
  return record(webstore, document, outcome);
}

async function record(
  { requests, ports, views, logger }: Webstore,
  document: CheckoutOfOrder,
  outcome: CallOutcome,
): Promise<boolean> {
  const { orderId, merchantId, nextAttempt } = document;
  const command: Named<CheckoutCommand, 'RecordCallback'> = {
    type: 'RecordCallback',
    data: { orderId, merchantId, attempt: nextAttempt, outcome, at: ports.clock.now() },
  };
  const commandId = idFrom('callback', orderId, String(nextAttempt), JSON.stringify(outcome));
  const envelope: CommandEnvelope = {
    commandId,
    fingerprint: ports.secrets.fingerprint({ orderId, nextAttempt, outcome }),
    tenant: merchantId,
    actor: { kind: 'system', id: 'gateway.callbacks' },
    correlationId: commandId,
    causationId: commandId,
    issuedAt: ports.clock.now(),
    command,
  };
  const answer = await requests.send(REQUEST_TOPICS.orders, orderId, envelope);
  if (answer.outcome !== 'accepted') {
    logger.error('callback not recorded', { orderId, outcome: answer.outcome });
    return false;
  }
  await views.checkouts
    .caughtUp(answer.position, { timeoutMs: CAUGHT_UP_MS_MAX })
    .catch(() => undefined);
  return true;
}

/** The end of a half-open range that still holds the moment itself. */
const justAfter = (moment: string): string => hoursAfter(moment, 1 / 3_600_000);
