import { PAGE_MAX, START } from '@libs/event-store';
import { project, type Recorded } from '@libs/kernel';
import type { Ports, ServiceDefinition, Shown } from '@libs/platform';

/** What is looked at once the dust has settled. */
export interface Settled {
  readonly ports: Pick<Ports, 'store' | 'views'>;
}

/** The whole log, with personal fields opened. */
export async function logOf({ ports: { store } }: Settled): Promise<readonly Recorded[]> {
  const events: Recorded[] = [];
  for (let after = START; ;) {
    const page = await store.readAll({ after, limit: PAGE_MAX });
    events.push(...page.events);
    after = page.position;
    if (page.isEnd) return events;
  }
}

/** Each view equals the fold of the store, document by document. */
export async function viewsEqualTheirFold(
  { ports: { views } }: Settled,
  log: readonly Recorded[],
  services: readonly Pick<ServiceDefinition, 'shows'>[],
): Promise<void> {
  for (const { projection, view, categories } of services.flatMap(({ shows }) => shows)) {
    const folded = foldOf(projection, log, categories);
    const openView = await views.open(view);
    const saved = await openView.load([...folded.keys()]);
    for (const [id, document] of folded)
      expect([view.name, id, saved.get(id)?.document]).toEqual([view.name, id, document]);
  }
}

function foldOf(
  projection: Shown['projection'],
  log: readonly Recorded[],
  categories: readonly string[],
): ReadonlyMap<string, unknown> {
  const documents = new Map<string, unknown>();
  for (const event of log) {
    if (projection.on[event.type] === undefined) continue;
    if (!categories.includes(event.stream.slice(0, event.stream.indexOf('-')))) continue;
    const id = projection.documentId(event);
    documents.set(id, project(projection, documents.get(id), event));
  }
  return documents;
}

interface Flow {
  captured: number;
  funded: number;
  paidBack: number;
  settled: number;
}

/** Seen from outside the account: never more goes out for an order than came in for it. */
export function moneyIsKept(log: readonly Recorded[]): void {
  const flows = new Map<string, Flow>();
  for (const { type, stream, data } of log) {
    if (!stream.startsWith('account-')) continue;
    const flow = flows.get(stream) ?? { captured: 0, funded: 0, paidBack: 0, settled: 0 };
    flows.set(stream, flow);
    // Only these fields are read, of events that the contracts have checked.
    const facts = data as Readonly<Record<string, { readonly minorUnits: number }>>;
    const units = (field: string) => facts[field]?.minorUnits ?? 0;
    if (type === 'PaymentCaptured') flow.captured += units('captured');
    if (type === 'RefundFunded') flow.funded += units('amount');
    if (type === 'RefundPaidOut') flow.paidBack += units('amount');
    if (type === 'OrderSettled') flow.settled += units('gross') - units('refunded');
    expect(flow.paidBack).toBeLessThanOrEqual(flow.captured);
    expect(flow.paidBack + flow.settled).toBeLessThanOrEqual(flow.captured + flow.funded);
  }
}

/** One order, one payout a refund, one end a refund, one answer a transfer. */
export function nothingHappensTwice(log: readonly Recorded[]): void {
  const once = (types: readonly string[], field: string) => {
    const seen = log
      .filter(({ type }) => types.includes(type))
      .map(({ data }) => (data as Readonly<Record<string, unknown>>)[field]);
    expect(seen).toEqual([...new Set(seen)]);
  };
  once(['OrderReceived'], 'orderId');
  once(['PaymentCaptured'], 'orderId');
  once(['RefundRequested'], 'refundId');
  once(['RefundPayoutOrdered'], 'refundId');
  once(['RefundPaidOut', 'RefundPayoutFailed', 'RefundWithdrawn'], 'refundId');
  once(['RefundFunded'], 'refundId');
  once(['TransferReceived'], 'transferId');
  once(['TransferMatched', 'TransferUnmatched'], 'transferId');
  once(['SettlementConfirmed', 'SettlementRefused'], 'settlementId');
}

/** Nothing is left hanging: each transfer and each settlement has its answer. */
export function everythingIsAnswered(log: readonly Recorded[]): void {
  const idsOf = (types: readonly string[], field: string) =>
    new Set(
      log
        .filter(({ type }) => types.includes(type))
        .map(({ data }) => (data as Readonly<Record<string, unknown>>)[field]),
    );
  expect(idsOf(['TransferMatched', 'TransferUnmatched'], 'transferId')).toEqual(
    idsOf(['TransferReceived'], 'transferId'),
  );
  const answered = idsOf(['SettlementConfirmed', 'SettlementCancelled'], 'settlementId');
  for (const accepted of idsOf(['SettlementAccepted'], 'settlementId'))
    expect(answered).toContain(accepted);
}
