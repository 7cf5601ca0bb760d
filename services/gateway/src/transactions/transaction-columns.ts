import type { AccountTransaction } from '@libs/contracts';
import type { CsvColumn } from '../csv/csv.js';

type Column = CsvColumn<AccountTransaction>;

const text = (id: string, of: (line: AccountTransaction) => string | undefined): Column => ({
  ...{ id, of },
  kind: 'text',
});
const moment = (id: string, of: (line: AccountTransaction) => string | undefined): Column => ({
  ...{ id, of },
  kind: 'moment',
});
const money = (
  id: string,
  of: (line: AccountTransaction) => AccountTransaction['total'],
): Column => ({ ...{ id, of }, kind: 'money' });

/** The list of Account Transactions as a file: what the list shows. New columns come last. */
export const TRANSACTION_COLUMNS: readonly Column[] = [
  text('orderId', ({ orderId }) => orderId),
  text('orderNumber', ({ orderNumber }) => orderNumber),
  text('paymentId', ({ paymentId }) => paymentId),
  text('reference', ({ reference }) => reference),
  text('sellerId', ({ sellerId }) => sellerId),
  text('buyerName', ({ buyerName }) => buyerName),
  text('buyerEmail', ({ buyerEmail }) => buyerEmail),
  text('status', ({ status }) => status),
  text('statusCode', ({ statusCode }) => statusCode),
  text('pendingWork', ({ pendingWork }) => pendingWork),
  moment('pendingSince', ({ pendingSince }) => pendingSince),
  text('refundState', ({ refundState }) => refundState),
  text('settlementState', ({ settlementState }) => settlementState),
  text('method', ({ method }) => method),
  text('methodGroup', ({ methodGroup }) => methodGroup),
  text('servicePackage', ({ servicePackage }) => servicePackage),
  money('total', ({ total }) => total),
  money('captured', (line) => line.money.captured),
  money('promised', (line) => line.money.promised),
  money('refunded', (line) => line.money.refunded),
  money('settled', (line) => line.money.settled),
  text('currency', ({ total }) => total.currency),
  moment('receivedAt', ({ receivedAt }) => receivedAt),
  moment('paidAt', ({ paidAt }) => paidAt),
  moment('settledAt', ({ settledAt }) => settledAt),
  text('settlementId', ({ settlementId }) => settlementId),
  moment('allSentAt', ({ shipping }) => shipping.allSentAt),
  moment('inspectionEndsAt', ({ shipping }) => shipping.inspectionEndsAt),
  moment('inspectionEndedAt', ({ shipping }) => shipping.inspectionEndedAt),
  text('paymentState', ({ paymentState }) => paymentState),
  moment('payBy', ({ payBy }) => payBy),
  text('cardVerification', ({ cardVerification }) => cardVerification),
  moment('answerBy', ({ answerBy }) => answerBy),
  text('casesAwait', ({ casesAwait }) => casesAwait),
  moment('casesSince', ({ casesSince }) => casesSince),
];
