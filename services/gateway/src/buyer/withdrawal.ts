import {
  chosenOf,
  CONFIRM_WITHDRAWAL_LABEL,
  withdrawalAcknowledgement,
  withdrawalStatement,
  type CaseShown,
  type Language,
  type OrderDetails,
} from '@libs/contracts';
import {
  endOfDay,
  hoursAfter,
  idFrom,
  isBefore,
  OrderId,
  Timestamp,
  type z,
  type CaseId,
} from '@libs/kernel';
import { systemClock } from '@libs/platform';
import { begunCase, refusedByCase } from '../cases/case-command.js';
import type { Exchange } from '../commands/exchange.js';
import { orderFacts, type OrderFacts } from '../cases/order-facts.js';
import { NewWithdrawal } from '../input/withdrawal-body.js';
import { Problem } from '../problems/problem.js';
import { notFound } from '../reading.js';
import type { Surroundings } from '../surroundings.js';

/** What was declared in the first step is confirmed within so long. */
const CONFIRMED_WITHIN_HOURS = 1;
const PURPOSE = 'withdrawal';

const Prepared = NewWithdrawal.required({ contract: true }).extend({
  orderId: OrderId,
  preparedAt: Timestamp,
});
type Prepared = z.infer<typeof Prepared>;

/** The first step: says what would be declared, and records nothing. */
export async function prepareWithdrawal(
  surroundings: Surroundings,
  { orderId, merchantId, orderNumber }: OrderDetails,
  asked: NewWithdrawal,
  language: Language,
) {
  const { ports } = surroundings;
  const facts = await orderFacts(surroundings, merchantId, orderId);
  const periodEndsAt = periodEndOf(facts);
  if (periodEndsAt !== undefined && !isBefore(ports.clock.now(), periodEndsAt))
    throw new Problem('case.withdrawal-period-over', { details: { periodEndsAt } });
  const chosen = chosenOf(asked.rows ?? [], facts.rows);
  if ('outcome' in chosen && chosen.outcome === 'rejected') throw refusedByCase(chosen.rejection);
  const preparedAt = systemClock.now();
  const { contract = orderNumber } = asked;
  const prepared: Prepared = { ...asked, contract, orderId, preparedAt };
  return {
    statement: withdrawalStatement(language, prepared),
    confirmation: ports.secrets.sign(PURPOSE, JSON.stringify(prepared)),
    confirmLabel: CONFIRM_WITHDRAWAL_LABEL[language],
    confirmBefore: hoursAfter(preparedAt, CONFIRMED_WITHIN_HOURS),
    ...(periodEndsAt !== undefined && { periodEndsAt }),
  };
}

/**
 * The second step: declares what the first one said. The confirmation is its key: sent again, it
 * is the same declaration, and the first acknowledgement again.
 */
export async function confirmWithdrawal(
  surroundings: Surroundings,
  exchange: Exchange,
  order: OrderDetails,
  confirmation: string,
): Promise<CaseShown> {
  const { ports } = surroundings;
  const prepared = preparedIn(ports.secrets.verify(PURPOSE, confirmation));
  if (prepared?.orderId !== order.orderId) throw new Problem('withdrawal-not-prepared');
  const { orderId, merchantId } = order;
  const { name, email, contract, rows, preparedAt } = prepared;
  const facts = await orderFacts(surroundings, merchantId, orderId);
  const commandId = idFrom('withdrawal', orderId, confirmation);
  const caseId = idFrom('case', commandId) as CaseId;
  const isLate = isBefore(hoursAfter(preparedAt, CONFIRMED_WITHIN_HOURS), systemClock.now());
  // One that was declared in time is acknowledged again however late it is asked for.
  if (isLate && (await surroundings.views.cases.load([caseId])).size === 0)
    throw new Problem('withdrawal-not-prepared');
  const fingerprint = ports.secrets.fingerprint({ confirmation });
  return begunCase(
    surroundings,
    exchange,
    { commandId, fingerprint, caseId },
    {
      type: 'DeclareWithdrawal',
      data: {
        ...{ caseId, orderId, name, email, contract, order: facts, at: ports.clock.now() },
        ...(rows !== undefined && { chosen: rows }),
      },
    },
  );
}

/** What the buyer keeps: the contents of the declaration, its day and its time. */
export function acknowledgementOf(
  { caseId, withdrawal }: CaseShown,
  { language, path }: { readonly language: Language; readonly path: string },
) {
  if (withdrawal === undefined) throw notFound();
  return {
    caseId,
    ...withdrawal,
    text: withdrawalAcknowledgement(language, withdrawal),
    links: { self: `${path}/withdrawals/${caseId}`, case: `${path}/cases/${caseId}` },
  };
}

/** The end of the period for a withdrawal; there is none before the goods were received. */
export const periodEndOf = ({ receivedAt, terms }: Pick<OrderFacts, 'receivedAt' | 'terms'>) =>
  receivedAt === undefined ? undefined : endOfDay(receivedAt, terms.withdrawalDays);

function preparedIn(text: string | undefined): Prepared | undefined {
  // What we signed is what we wrote.
  return text === undefined ? undefined : Prepared.parse(JSON.parse(text));
}
