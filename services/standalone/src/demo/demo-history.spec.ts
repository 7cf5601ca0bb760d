import {
  RefundStatus,
  type AccountTransaction,
  type Advance,
  type MerchantBalance,
  type OrderRefunds,
  type OrderStatus,
  type Transfer,
} from '@libs/contracts';
import type { Message } from '@libs/event-bus';
import { START } from '@libs/event-store';
import { memoryEventStore } from '@libs/event-store/memory';
import { categoryOf, Iban, project, type Recorded } from '@libs/kernel';
import {
  dispatcher,
  policySubscription,
  systemClock,
  type Dispatch,
  type ServiceDefinition,
} from '@libs/platform';
import { merchantsService } from '@services/merchants';
import { ordersService } from '@services/orders';
import { refundsService } from '@services/refunds';
import { shippingService } from '@services/shipping';
import { demoOrders } from './demo-orders.js';
import { DEMO_SEED, merchantWaves, orderWaves } from './demo-plan.js';
import type { DemoStep } from './demo-steps.js';
import type { DemoStory } from './demo-stories.js';

/** Enough to see each story beside others; the whole would only take longer. */
const EVERYDAY = 30;

const SERVICES: readonly ServiceDefinition[] = [
  merchantsService,
  ordersService,
  refundsService,
  shippingService,
];
const secrets = { fingerprint: (body: unknown) => JSON.stringify(body).slice(0, 100) };
const { signal } = new AbortController();

/** The services on one memory store, with a bus that tells everything at once, in order. */
function world() {
  const store = memoryEventStore();
  const clock = systemClock;
  const dispatches = new Map<string, Dispatch>(
    SERVICES.map((service) => [service.requests, dispatcher(service, { store, clock })]),
  );
  const dispatchOf = (topic: string): Dispatch => {
    const dispatch = dispatches.get(topic);
    if (dispatch === undefined) throw new Error(`nobody takes ${topic}`);
    return dispatch;
  };
  const subscriptions = SERVICES.flatMap(({ name, requests, follows }) =>
    follows.map((policy) =>
      policySubscription({
        ...{ service: name, policy, secrets, clock, signal },
        dispatch: dispatchOf(requests),
        patience: { firstWaitMs: 1, waitMsMax: 0 },
      }),
    ),
  );
  let told = START;

  return { store, run };

  async function run(step: DemoStep): Promise<void> {
    if (step.kind === 'message') return tell({ ...step.message, topic: step.topic });
    const fingerprint = secrets.fingerprint(step.envelope.command);
    const answer = await dispatchOf(step.topic)({ ...step.envelope, fingerprint });
    expect({ ...step.envelope.command, answer: answer.outcome }).toMatchObject({
      answer: 'accepted',
    });
    await tellNews();
  }

  async function tell(message: Message): Promise<void> {
    for (const { topic, types, handler } of subscriptions)
      if (topic === message.topic && (types?.includes(message.type) ?? true))
        await handler(message);
    await tellNews();
  }

  async function tellNews(): Promise<void> {
    const { events, position } = await store.readAll({ after: told, limit: 1000 });
    told = position;
    for (const event of events) await tell({ ...event, topic: topicOf(event), key: event.stream });
  }
}

const topicOf = ({ stream }: Recorded): string => {
  const category = categoryOf(stream);
  const owner = SERVICES.find(({ decides }) => decides.some((each) => each.category === category));
  return `${owner?.name}.events`;
};

/** Every document of a view, by id. */
async function documents<Document>(
  { store }: ReturnType<typeof world>,
  name: string,
): Promise<ReadonlyMap<string, Document>> {
  const found = SERVICES.flatMap(({ shows }) => shows).find(({ view }) => view.name === name);
  if (found === undefined) throw new Error(`nobody shows ${name}`);
  const { projection, categories } = found;
  const all = new Map<string, Document>();
  for (let after = START, isEnd = false; !isEnd;) {
    const page = await store.readAll({ after, limit: 1000, categories });
    for (const event of page.events) {
      if (projection.on[event.type] === undefined) continue;
      const id = projection.documentId(event);
      all.set(id, project(projection, all.get(id), event) as Document);
    }
    ({ position: after, isEnd } = page);
  }
  return all;
}

/** How the Satisfaction Guarantee says it; the direct service says `paid-direct` of each. */
const ENDS: Readonly<Record<DemoStory, OrderStatus>> = {
  received: 'received',
  'method-chosen': 'method-chosen',
  'awaiting-funds': 'awaiting-funds',
  expired: 'expired',
  abandoned: 'expired',
  'paid-late': 'paid-awaiting-shipping',
  cancelled: 'cancelled',
  'cancelled-money-returned': 'cancelled',
  'paid-too-little-first': 'paid-awaiting-shipping',
  'paid-in-kronor': 'received',
  'paid-twice': 'paid-awaiting-shipping',
  'rows-returned': 'paid-awaiting-shipping',
  'cancellation-proposed': 'cancellation-proposed',
  'price-reduction-proposed': 'price-reduction-proposed',
  'price-reduction-countered': 'price-reduction-proposed',
  'price-reduction-accepted': 'in-delivery',
  'partial-return-proposed': 'partial-return-proposed',
  'return-accepted': 'in-inspection',
  'cancellation-accepted': 'refunded',
  'withdrawal-declared': 'cancellation-proposed',
  'reclamation-open': 'reclamation-open',
  'reclamation-declined': 'in-inspection',
  paid: 'paid-awaiting-shipping',
  sent: 'in-delivery',
  'in-inspection': 'in-inspection',
  inspected: 'awaiting-settlement',
  'refund-open': 'paid-awaiting-shipping',
  'refund-paid-out': 'paid-awaiting-shipping',
  'refund-failed': 'paid-awaiting-shipping',
  'refund-to-approve': 'paid-awaiting-shipping',
  'refund-approved': 'paid-awaiting-shipping',
  'refund-declined': 'paid-awaiting-shipping',
  'refunded-in-full': 'refunded',
  claimed: 'claimed-for-settlement',
  'claimed-with-refund-waiting': 'claimed-for-settlement',
  settled: 'settled',
  'settled-less-refund': 'settled',
  'settled-refund-waiting': 'refund-after-settlement-requested',
  'settled-refund-withdrawn': 'settled',
  'settled-transfer-differs': 'refund-after-settlement-requested',
  'settled-refund-funded': 'refund-after-settlement-requested',
  'settled-refund-paid-out': 'settled',
  'settled-refund-failed': 'settled',
  'refund-advanced': 'settled',
  'refund-deducted': 'settled',
  'settled-less-deduction': 'settled',
  'settled-refunded-in-full': 'refunded',
};

const UNSETTLED: ReadonlySet<OrderStatus> = new Set([
  ...(['paid-awaiting-shipping', 'in-delivery', 'in-inspection', 'awaiting-settlement'] as const),
]);

describe('the demo data, told to the services', () => {
  const here = world();
  beforeAll(async () => {
    const fundingAccount = {
      recipientName: 'Maksulaitos Oy',
      iban: Iban.parse('FI7740123477777777'),
    };
    const plan = {
      seed: DEMO_SEED,
      now: '2026-03-10T09:30:00.000Z',
      fundingAccount,
      everydayOrders: EVERYDAY,
    };
    for (const { steps } of [...merchantWaves(plan), ...orderWaves(plan)])
      for (const step of steps) await here.run(step);
  });

  it('ends each story where its name says', async () => {
    const lines = await documents<AccountTransaction>(here, 'account-transactions');
    for (const { orderId, story, merchant } of demoOrders(DEMO_SEED, EVERYDAY)) {
      const isUnsettled = UNSETTLED.has(ENDS[story]);
      const isDirect = merchant.terms.servicePackage === 'direct';
      const end = isDirect && isUnsettled ? 'paid-direct' : ENDS[story];
      expect([story, lines.get(orderId)?.status]).toEqual([story, end]);
    }
  });

  it('has refunds in every state there is', async () => {
    const refunds = [...(await documents<OrderRefunds>(here, 'order-refunds')).values()].flatMap(
      (each) => each.refunds.map(({ status }) => status),
    );
    expect(new Set(refunds)).toEqual(new Set(RefundStatus.options));
  });

  it('has advances that a settlement took back, and a debt that none has covered', async () => {
    const all = [...(await documents<Advance>(here, 'advances')).values()];
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set(['owed', 'recovered']));
    const [balance] = (await documents<MerchantBalance>(here, 'merchant-balances')).values();
    expect(balance?.owed.minorUnits).toBeGreaterThan(0);
    expect(balance?.recovered.minorUnits).toBeGreaterThan(0);
    expect(balance?.beingDeducted.minorUnits).toBe(0);
  });

  it('has transfers that fit, some that nobody can place, and some that go back', async () => {
    const transfers = [...(await documents<Transfer>(here, 'transfers')).values()];
    const reasons = transfers.flatMap(({ status, reason }) =>
      status === 'unmatched' ? [reason] : [],
    );
    expect(new Set(reasons)).toEqual(
      new Set(['reference-missing', 'reference-unknown', 'sum-differs']),
    );
    expect(transfers.filter(({ status }) => status === 'matched').length).toBeGreaterThan(20);
    for (const status of ['to-be-sent-back', 'sent-back'])
      expect(transfers.filter((each) => each.status === status)).toHaveLength(1);
  });
});
