import {
  CardVerification,
  CasesAwait,
  OrderStatus,
  PAYMENT_METHODS,
  PendingWork,
  RefundState,
  SettlementState,
  STATUSES_OF_SETTLEMENT,
  type AccountTransaction,
} from '@libs/contracts';
import type { MerchantId } from '@libs/kernel';
import { InputRefused } from '@libs/platform';
import type { Condition, Find, Value } from '@libs/view-store';
import {
  choice,
  choices,
  moment,
  PAGING,
  textParameter,
  wholeNumber,
} from '../input/parameters.js';
import type { Query } from '../input/query.js';

const CENTS = { minimum: 0, maximum: Number.MAX_SAFE_INTEGER - 1 };

/** How Account Transactions are searched, filtered and ordered: in the list and in its file. */
export const TRANSACTION_FILTERS = {
  q: textParameter(
    'Words that begin words of payer name, e-mail, order number, payment id or reference.',
    { max: 100, pattern: /^[^\p{Cc}\p{Cs}]*$/u, takes: 'at most 100 characters of text' },
  ),
  status: choices('Any of these states.', OrderStatus.options),
  method: choices('Any of these payment methods.', PAYMENT_METHODS),
  pendingWork: choices('Any of these groups of waiting work.', PendingWork.options),
  casesAwait: choices('Its open cases wait for any of these.', CasesAwait.options),
  refundState: choices('Any of these states of refunds.', RefundState.options),
  settlementState: choices('Any of these states of settlement.', SettlementState.options),
  cardVerification: choices(
    'Paid by a card whose holder was, or was not, verified.',
    CardVerification.options,
  ),
  settlementId: textParameter('Settled by this settlement, or by the last one of several.', {
    max: 64,
    pattern: /^[A-Za-z0-9_.-]{1,64}$/u,
    takes: 'the id of a settlement: letters, digits, `_`, `.` and `-`',
  }),
  from: moment('Received at or after: a moment, or a date (a day in Europe/Helsinki).'),
  to: moment('Received before: a moment, or a date, whose day is left out.'),
  minAmount: wholeNumber('Total at least, in cents.', CENTS),
  maxAmount: wholeNumber('Total at most, in cents.', CENTS),
  sort: choice('Newest first when left out.', ['-receivedAt', 'receivedAt', '-total', 'total']),
};
export type TransactionsQuery = Query<typeof TRANSACTION_FILTERS>;

/** What the list of Account Transactions may be asked for. */
export const TRANSACTIONS = { ...PAGING, ...TRANSACTION_FILTERS };

/** The rows of one merchant that a query asks for. */
export function conditionsOf(
  query: TransactionsQuery,
  merchantId: MerchantId,
): Readonly<Record<string, Condition>> {
  refuseTurnedRanges(query);
  const { settlementId, from, to, minAmount, maxAmount } = query;
  return {
    merchantId: { is: merchantId },
    ...setsOf(query),
    ...(settlementId !== undefined && { settlementId: { is: settlementId } }),
    ...((from ?? to) !== undefined && { receivedAt: rangeOf(from, to) }),
    ...((minAmount ?? maxAmount) !== undefined && {
      'total.minorUnits': rangeOf(minAmount, maxAmount === undefined ? undefined : maxAmount + 1),
    }),
  };
}

/** Parameters that are the view's fields by name, each a set of words. */
const SETS = [
  ...(['status', 'method', 'pendingWork', 'casesAwait'] as const),
  ...(['refundState', 'settlementState', 'cardVerification'] as const),
] as const;

function setsOf(query: TransactionsQuery): Readonly<Record<string, Condition>> {
  const { status, settlementState: states } = query;
  // Statuses have an index that states of settlement would only double.
  const possible = states && new Set(states.flatMap((each) => STATUSES_OF_SETTLEMENT[each]));
  const narrowed = possible && (status ?? OrderStatus.options).filter((each) => possible.has(each));
  const asked = { ...query, ...(narrowed !== undefined && { status: narrowed }) };
  const conditions = SETS.flatMap((name) => {
    const members = asked[name];
    return members === undefined ? [] : [[name, { in: members }] as const];
  });
  return Object.fromEntries(conditions);
}

/** The order that a query asks for. */
export function sortOf({ sort = '-receivedAt' }: TransactionsQuery): Find['sort'] {
  const name = sort.replace('-', '');
  return {
    by: name === 'total' ? 'total.minorUnits' : name,
    direction: sort.startsWith('-') ? 'descending' : 'ascending',
  };
}

/** What a line is ordered by. */
export const sortValueBy =
  ({ by }: Find['sort']) =>
  ({ receivedAt, total }: AccountTransaction): Value =>
    by === 'receivedAt' ? receivedAt : total.minorUnits;

const rangeOf = <Bound extends string | number>(
  from: Bound | undefined,
  to: Bound | undefined,
): Condition => ({ ...(from !== undefined && { from }), ...(to !== undefined && { to }) });

/** A range that ends before it begins is a mistake, not an empty list. */
export function refuseTurnedRanges({ from, to, minAmount, maxAmount }: TransactionsQuery): void {
  if (from !== undefined && to !== undefined && to < from)
    throw turned('/to', 'must not be before from');
  if (minAmount !== undefined && maxAmount !== undefined && maxAmount < minAmount)
    throw turned('/maxAmount', 'must not be less than minAmount');
}

const turned = (pointer: string, detail: string): InputRefused =>
  new InputRefused([{ detail, pointer, in: 'query' }]);
