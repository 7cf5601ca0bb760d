import { orderRefundsView, type OrderRefunds } from '@libs/contracts';
import type { Recorded } from '@libs/kernel';
import { heldIn, ledgersOf, promisedIn, type Ledger } from './ledger.js';
import { factsOf, streamsOf, unitsOf, type Settled } from './log.js';
import { brokenSettlements } from './settlements.js';

/** Where money is not what it should be: per order, VAT rate, transfer, settlement and merchant. */
export function brokenMoney(log: readonly Recorded[]): readonly string[] {
  const { ledgers, broken } = ledgersOf(log);
  return [
    ...broken,
    ...brokenPayments(log, ledgers),
    ...brokenTransfers(log, ledgers),
    ...brokenSettlements(log, ledgers),
  ];
}

/** What each merchant is shown of an order's money is what the pencil reckoned. */
export async function moneyShownOtherwise(
  { ports: { views } }: Settled,
  log: readonly Recorded[],
): Promise<readonly string[]> {
  const { ledgers } = ledgersOf(log);
  const shown = await (
    await views.open(orderRefundsView)
  ).load(ledgers.map(({ orderId }) => orderId));
  return ledgers.flatMap((ledger) => {
    const document = shown.get(ledger.orderId)?.document;
    if (document === undefined) return [`the money of ${ledger.orderId} is not shown`];
    return differences(ledger, document).map((what) => `${ledger.orderId} shows ${what}`);
  });
}

function differences(ledger: Ledger, document: OrderRefunds): readonly string[] {
  const { captured, funded, settled, refunded, claimed, advanced, recovered, rates } = ledger;
  const promised = promisedIn(ledger);
  const reckoned = { captured, funded, settled, refunded, claimed, advanced, recovered, promised };
  const totals = { ...reckoned, held: heldIn(ledger), refundable: captured - refunded - promised };
  const wrongTotals = Object.entries(totals).filter(
    ([part, units]) => document[part as keyof typeof totals].minorUnits !== units,
  );
  const left = new Map(
    document.refundableVat.map(({ vatRate, gross }) => [String(vatRate), gross.minorUnits]),
  ).set('excess', document.refundableExcess.minorUnits);
  const wrongRates = [...rates].filter(
    ([rate, { captured: paid, gone }]) => (left.get(rate) ?? 0) !== paid - gone,
  );
  return [
    ...wrongTotals.map(([part, units]) => `other ${part} than ${units}`),
    ...wrongRates.map(([rate]) => `another sum left at ${rate}`),
  ];
}

/** `received = captured + returning + returned`: each payment is one or the other, as a whole. */
function brokenPayments(log: readonly Recorded[], ledgers: readonly Ledger[]): readonly string[] {
  const captured = new Map(ledgers.map((ledger) => [ledger.orderId, ledger.captured]));
  return [...streamsOf(log, 'order').values()].flatMap((events) => {
    const of = (type: string) => events.filter((event) => event.type === type);
    const receipts = (type: string) => of(type).map((event) => factsOf(event)['receiptId']);
    const [kept, back] = [receipts('PaymentConfirmed'), new Set(receipts('PaymentReturnOrdered'))];
    const orderId = String(events[0] && factsOf(events[0])['orderId']);
    const paid = of('PaymentConfirmed').reduce((left, each) => left + unitsOf(each, 'paid'), 0);
    const ordered = of('PaymentReturnOrdered').map((each) => JSON.stringify(namesOf(each)));
    const strays = [...of('PaymentReturned'), ...of('PaymentReturnFailed')].filter(
      (each) => !ordered.includes(JSON.stringify(namesOf(each))),
    );
    return [
      ...(paid === (captured.get(orderId) ?? 0) ? [] : [`${orderId} captured another sum`]),
      ...kept.filter((id) => back.has(id)).map((id) => `${orderId} keeps ${String(id)}, sent back`),
      ...strays.map((each) => `${orderId}: ${each.type} of another sum than was ordered`),
    ];
  });
}

const namesOf = (event: Recorded) => {
  const { receiptId, returnId, amount } = factsOf(event);
  return { receiptId, returnId, amount };
};

/** `transfers received = funded + fees + unmatched`, transfer by transfer and over all orders. */
function brokenTransfers(log: readonly Recorded[], ledgers: readonly Ledger[]): readonly string[] {
  const totals = { received: 0, funded: 0, fees: 0, unmatched: 0 };
  for (const events of streamsOf(log, 'transfer').values()) {
    const received = events.reduce((left, each) => left + receivedBy(each), 0);
    const matched = events.find(({ type }) => type === 'TransferMatched');
    totals.received += received;
    if (matched === undefined) totals.unmatched += received;
    else {
      totals.funded += unitsOf(matched, 'amount');
      totals.fees += unitsOf(matched, 'fee');
    }
  }
  const funded = ledgers.reduce((left, ledger) => left + ledger.funded, 0);
  const { received, fees, unmatched } = totals;
  return received === funded + fees + unmatched && totals.funded === funded
    ? []
    : [`${received} transferred, ${funded} funded with ${fees} of fees, ${unmatched} of nobody's`];
}

const receivedBy = (event: Recorded): number =>
  event.type === 'TransferReceived' ? unitsOf(event, 'amount') : 0;
