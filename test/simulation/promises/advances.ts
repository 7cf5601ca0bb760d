import { advancesView, merchantBalancesView, type MerchantBalance } from '@libs/contracts';
import type { Recorded } from '@libs/kernel';
import { ledgersOf, owedIn, type Ledger } from './ledger.js';
import { factsOf, streamsOf, unitsOf, type Settled } from './log.js';

/** Advances that are not told as they are, or that a settlement does not take back as it claimed. */
export const brokenAdvances = (log: readonly Recorded[]): readonly string[] => [
  ...toldOtherwise(log),
  ...claimedOtherwise(log),
];

/**
 * Each payout of advanced money is told once as an advance, and what may be deducted is told as it
 * stands: whoever was told last and asks for that much gets it.
 */
function toldOtherwise(log: readonly Recorded[]): readonly string[] {
  const { ledgers } = ledgersOf(log);
  const accounts = [...streamsOf(log, 'account').values()];
  return accounts.flatMap((events, at) => {
    const ledger = ledgers[at] as Ledger;
    const of = (type: string) => events.filter((event) => event.type === type);
    const paid = of('RefundPaidOut').filter((event) => factsOf(event)['source'] === 'advanced');
    const [advanced, told] = [of('RefundAdvanced'), of('AdvanceReadyForDeduction').at(-1)];
    const owed = ledger.deducting === 0 ? owedIn(ledger) : 0;
    const isTold = owed === 0 || (told !== undefined && unitsOf(told, 'owed') === owed);
    return [
      ...(asTexts(paid) === asTexts(advanced) ? [] : [`${ledger.orderId} advanced other sums`]),
      ...(isTold ? [] : [`${ledger.orderId} owes ${owed}, and nobody was told`]),
    ];
  });
}

const asTexts = (events: readonly Recorded[]): string =>
  events.map((event) => `${String(factsOf(event)['refundId'])} ${unitsOf(event, 'amount')}`).join();

/** What accounts granted a settlement is confirmed by it or left out, each sum as it was granted. */
function claimedOtherwise(log: readonly Recorded[]): readonly string[] {
  const granted = new Map<string, string[]>();
  const key = ({ orderId, amount }: Taken) => `${orderId} ${amount.minorUnits}`;
  for (const event of log) {
    if (event.type !== 'ClaimedForDeduction') continue;
    const taken = event.data as unknown as Taken & { readonly settlementId: string };
    granted.set(taken.settlementId, [...(granted.get(taken.settlementId) ?? []), key(taken)]);
  }
  return log
    .filter(({ type }) => type === 'SettlementConfirmed')
    .flatMap((event) => {
      const { settlementId, deductions = [], leftOut = [] } = event.data as unknown as Confirmed;
      const named = [...deductions, ...leftOut].map(key).sort();
      return named.join() === (granted.get(settlementId) ?? []).sort().join()
        ? []
        : [`${settlementId} confirms other deductions than were claimed`];
    });
}

interface Taken {
  readonly orderId: string;
  readonly amount: { readonly minorUnits: number };
}
interface Confirmed {
  readonly settlementId: string;
  readonly deductions?: readonly Taken[];
  readonly leftOut?: readonly Taken[];
}

/** What a merchant is shown as its debt, and why, is what the pencil reckoned: order by order. */
export async function advancesShownOtherwise(
  { ports: { views } }: Settled,
  log: readonly Recorded[],
): Promise<readonly string[]> {
  const { ledgers } = ledgersOf(log);
  const merchants = [...new Set(ledgers.map(({ merchantId }) => merchantId))];
  const [advances, balances] = await Promise.all([
    (await views.open(advancesView)).load(ledgers.map(({ orderId }) => orderId)),
    (await views.open(merchantBalancesView)).load(merchants),
  ]);
  return [
    ...ledgers.flatMap((ledger) =>
      isShown(advances.get(ledger.orderId)?.document, debtOf([ledger]))
        ? []
        : [`the advance of ${ledger.orderId} is shown otherwise`],
    ),
    ...merchants.flatMap((merchantId) => {
      const debt = debtOf(ledgers.filter((ledger) => ledger.merchantId === merchantId));
      return isShown(balances.get(merchantId)?.document, debt)
        ? []
        : [`the debt of ${merchantId} is shown otherwise`];
    }),
  ];
}

type Debt = { readonly [Part in 'advanced' | 'recovered' | 'beingDeducted' | 'owed']: number };

function debtOf(ledgers: readonly Ledger[]): Debt {
  const sumOf = (part: (ledger: Ledger) => number) =>
    ledgers.reduce((left, ledger) => left + part(ledger), 0);
  return {
    advanced: sumOf(({ advanced }) => advanced),
    recovered: sumOf(({ recovered }) => recovered),
    beingDeducted: sumOf(({ deducting }) => deducting),
    owed: sumOf(owedIn),
  };
}

/** Who was advanced nothing is shown nothing. */
const isShown = (shown: Pick<MerchantBalance, keyof Debt> | undefined, debt: Debt): boolean =>
  shown === undefined
    ? debt.advanced === 0
    : (Object.keys(debt) as (keyof Debt)[]).every((part) => shown[part].minorUnits === debt[part]);
