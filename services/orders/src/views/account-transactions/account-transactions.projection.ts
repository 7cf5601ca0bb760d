import { accountTransactionsView, ERASED, type AccountTransaction } from '@libs/contracts';
import type { Projection, Recorded } from '@libs/kernel';
import { momentOf } from '../moment-of.js';
import { begun, following, type OrderNews } from '../order-progress.js';
import {
  answerByOf,
  casesAwaitOf,
  pendingWorkOf,
  refundStateOf,
  settlementStateOf,
} from '../order-status.js';

/** Account Transactions (domain: Pages): every order of a merchant, one line each. */
export const accountTransactions: Projection<AccountTransaction, OrderNews> = {
  name: accountTransactionsView.name,
  version: accountTransactionsView.version,
  documentId: ({ data }) => data.orderId,
  on: {
    ...following(({ servicePackage }) => servicePackage, withStates),
    OrderReceived: (_none, { data, revision }) => ({
      orderId: data.orderId,
      merchantId: data.merchantId,
      sellerId: data.sellerId,
      paymentId: data.paymentId,
      orderNumber: data.orderNumber,
      reference: data.reference,
      ...buyerOf(data.buyer),
      ...begun(revision),
      pendingWork: 'unpaid',
      pendingSince: data.receivedAt,
      casesAwait: 'nobody',
      refundState: 'none',
      settlementState: 'none',
      total: data.total,
      servicePackage: data.terms.servicePackage,
      ...(data.payBy !== undefined && { payBy: data.payBy }),
      receivedAt: data.receivedAt,
    }),
  },
};

/** The age of work counts from the moment it became the work that waits. */
function withStates(
  next: AccountTransaction,
  event: Recorded<OrderNews>,
  before: AccountTransaction,
): AccountTransaction {
  if (isAsBefore(next, before)) return next;
  const pendingWork = pendingWorkOf(next.status, next);
  const { answerBy: _before, ...others } = next;
  const answerBy = answerByOf(next);
  const casesAwait = casesAwaitOf(next);
  return {
    ...others,
    ...(answerBy !== undefined && { answerBy }),
    ...cardVerificationIn(event),
    casesAwait,
    ...(casesAwait !== next.casesAwait && { casesSince: momentOf(event) }),
    pendingWork,
    pendingSince: pendingWork === next.pendingWork ? next.pendingSince : momentOf(event),
    refundState: refundStateOf(next),
    settlementState: settlementStateOf(next),
  };
}

/** Whether the cardholder was verified; a payment always changes the status, so it is seen here. */
function cardVerificationIn(
  event: Recorded<OrderNews>,
): Pick<AccountTransaction, 'cardVerification'> {
  const card = event.type === 'PaymentConfirmed' ? event.data.card : undefined;
  if (card === undefined) return {};
  return { cardVerification: card.isAuthenticated ? 'verified' : 'not-verified' };
}

/** Most events leave all that these states follow from: then nothing is worked out anew. */
const isAsBefore = (next: AccountTransaction, before: AccountTransaction): boolean =>
  next.status === before.status &&
  next.openRefunds === before.openRefunds &&
  next.openCases === before.openCases &&
  next.money === before.money &&
  next.isClaimed === before.isClaimed;

type BuyerOnRecord = Extract<OrderNews, { readonly type: 'OrderReceived' }>['data']['buyer'];

function buyerOf(buyer: BuyerOnRecord): Pick<AccountTransaction, 'buyerName' | 'buyerEmail'> {
  if (buyer === ERASED) return { buyerName: ERASED };
  const { name, email } = buyer;
  return email === undefined ? { buyerName: name } : { buyerName: name, buyerEmail: email };
}
