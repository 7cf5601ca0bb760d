import { PendingWork, type AccountTransaction } from '@libs/contracts';
import type { MerchantId, Timestamp } from '@libs/kernel';
import type { OpenView } from '@libs/view-store';

/** One kind of work that waits: how much of it, since when, and where it is listed. */
export interface PendingGroup {
  readonly group: Exclude<PendingWork, 'none'> | 'card-alert';
  readonly count: number;
  readonly oldest?: Timestamp;
  /** By when the first of them is to be answered, where the work has deadlines. */
  readonly answerBy?: Timestamp;
  readonly href: string;
}

type Transactions = Pick<OpenView<AccountTransaction>, 'count'>;

/** Buyers' cases have deadlines: they are counted apart, whatever their order waits for as well. */
const CASES = 'case-waiting-for-you';
/** The other groups, of which each order is in one; `none` is no work. */
const GROUPS = PendingWork.options.filter((work) => work !== 'none' && work !== CASES);
const LIST = '/v1/transactions';

/** All groups of a merchant's pending work, also empty ones (domain: Pages). */
export async function pendingGroups(
  transactions: Transactions,
  merchantId: MerchantId,
): Promise<readonly PendingGroup[]> {
  const [counted, cases, alert] = await Promise.all([
    transactions.count({
      where: { merchantId: { is: merchantId }, pendingWork: { in: GROUPS } },
      by: 'pendingWork',
      oldest: 'pendingSince',
    }),
    casesForYou(transactions, merchantId),
    cardAlert(transactions, merchantId),
  ]);
  const groups = GROUPS.map((group): PendingGroup => {
    const waiting = counted.find(({ value }) => value === group);
    return { group, ...counts(waiting), href: `${LIST}?pendingWork=${group}` };
  });
  return [cases, ...groups, alert];
}

/** Orders with cases that wait for the merchant's answer, and the first deadline of them. */
async function casesForYou(
  transactions: Transactions,
  merchantId: MerchantId,
): Promise<PendingGroup> {
  const where = { merchantId: { is: merchantId }, casesAwait: { is: 'merchant' } } as const;
  const by = 'casesAwait';
  const [[waiting], [first]] = await Promise.all([
    transactions.count({ where, by, oldest: 'casesSince' }),
    transactions.count({ where, by, oldest: 'answerBy' }),
  ]);
  return {
    ...{ group: CASES, ...counts(waiting) },
    ...(first?.oldest !== undefined && { answerBy: String(first.oldest) }),
    href: `${LIST}?casesAwait=merchant`,
  };
}

/**
 * Card payments whose holder was not verified, while the store can still keep the goods: an
 * order may be here and wait for something else as well.
 */
async function cardAlert(
  transactions: Transactions,
  merchantId: MerchantId,
): Promise<PendingGroup> {
  const [waiting] = await transactions.count({
    where: {
      merchantId: { is: merchantId },
      cardVerification: { is: 'not-verified' },
      settlementState: { in: ['unsettled', 'claimed'] },
    },
    by: 'cardVerification',
    oldest: 'receivedAt',
  });
  const href = `${LIST}?cardVerification=not-verified&settlementState=unsettled,claimed`;
  return { group: 'card-alert', ...counts(waiting), href };
}

type Counted = Awaited<ReturnType<Transactions['count']>>[number];

/** The oldest of a group is a moment: the view declares it as text. */
const counts = (waiting: Counted | undefined): Pick<PendingGroup, 'count' | 'oldest'> => ({
  count: waiting?.count ?? 0,
  ...(waiting?.oldest !== undefined && { oldest: String(waiting.oldest) }),
});
