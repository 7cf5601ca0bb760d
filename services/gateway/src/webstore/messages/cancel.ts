import { setTimeout as sleep } from 'node:timers/promises';
import {
  REQUEST_TOPICS,
  type AccountCommand,
  type AccountEvent,
  type OrderDetails,
  type RefundReason,
} from '@libs/contracts';
import {
  idFrom,
  NOTHING,
  orderIdOf,
  plus,
  RefundId,
  type AnyMessage,
  type CommandAnswer,
  type Named,
  type Refusal,
} from '@libs/kernel';
import { sendCommand } from '../../commands/send-command.js';
import { ownDocument } from '../../reading.js';
import {
  CANCEL_FIELDS,
  cancelRowsIn,
  type CancelFields,
  type CancelRows,
} from '../fields/cancel-fields.js';
import { fieldError, readFields, type MessageError, type Read } from '../fields/fields.js';
import { CANCEL as CANCEL_ORDER, CANCEL_ANSWER } from '../hash/hash-orders.js';
import { amountText } from '../wire/amount.js';
import type { Answer } from './answer.js';
import type { AskedMessage, Message } from './answer-message.js';
import { CANCEL_CODES, CANCEL_TEXTS, FAILURES, type CancelCode } from './cancel-codes.js';
import { cancelErrors } from './cancel-errors.js';
import { echoed, paddedReference } from './new-payment.js';

/** Cancels and refunds (domain: Cancel messages). */
export const CANCEL: Message = {
  prefix: 'pmtc',
  order: () => CANCEL_ORDER,
  refused: (texts) => answerOf(texts, { code: '90' }),
  answered: async (asked) => ({
    ...answerOf(asked.texts, await resultOf(asked)),
    hash: { name: 'pmtc_hash', order: CANCEL_ANSWER },
  }),
};

interface Result {
  readonly code: CancelCode;
  readonly text?: string | undefined;
  readonly errors?: readonly MessageError[];
  readonly funding?: Funding | undefined;
}

type Funding = NonNullable<Named<AccountEvent, 'RefundRequested'>['data']['funding']>;

function answerOf(texts: AskedMessage['texts'], result: Result): Answer {
  const { code, text = CANCEL_TEXTS[code], errors = [], funding } = result;
  return {
    root: 'pmtc',
    fields: [
      ...['action', 'version', 'sellerid', 'id'].map(
        (name) => [`pmtc_${name}`, echoed(texts, `pmtc_${name}`)] as const,
      ),
      ['pmtc_returncode', code],
      ['pmtc_returntext', text],
      ...(funding === undefined ? [] : fundingFields(funding)),
    ],
    errors,
  };
}

const fundingFields = ({ reference, recipientName, amount, iban }: Funding): Answer['fields'] => [
  ['pmtc_pay_with_reference', paddedReference(reference)],
  ['pmtc_pay_with_recipientname', recipientName],
  ['pmtc_pay_with_amount', amountText(amount)],
  ['pmtc_pay_with_iban', iban],
];

type Asked = CancelFields & CancelRows;

async function resultOf(asked: AskedMessage): Promise<Result> {
  const read = askedIn(asked);
  if (read.values === undefined) return { code: '90', errors: read.errors };
  const { values } = read;
  const { views } = asked.webstore;
  const orderId = orderIdOf(asked.shop.sellerId, values.pmtc_id);
  const order = await ownDocument(views.orders, orderId, asked.shop.merchantId);
  if (order === undefined) return { code: '20' };
  const errors = sumErrors(values, order);
  if (errors.length > 0) return { code: '90', errors };
  return order.paidAt === undefined
    ? cancelUnpaid(asked, values, order)
    : refund(asked, values, order);
}

function askedIn({ texts, unreadable }: AskedMessage): Read<Asked> {
  const [head, rows] = [readFields(CANCEL_FIELDS, texts), cancelRowsIn(texts)];
  const errors = [...unreadable, ...(head.errors ?? []), ...(rows.errors ?? [])];
  if (head.values === undefined || rows.values === undefined || errors.length > 0)
    return { errors };
  const values = { ...head.values, ...rows.values };
  const further = typeErrors(values);
  return further.length > 0 ? { errors: further } : { values };
}

/** Which types go with which action, and which of them name a sum. */
function typeErrors(values: Asked): readonly MessageError[] {
  const { pmtc_action: action, pmtc_canceltype: type, pmtc_cancelamount: sum } = values;
  const { pmtc_pay_with_reference: reference } = values;
  const isAfter = type === 'REFUND_AFTER_SETTLEMENT';
  if (isAfter !== (action === 'REFUND_AFTER_SETTLEMENT'))
    return [fieldError('pmtc_canceltype', `does not go with the action ${action}`)];
  if (type !== 'FULL_REFUND' && sum === undefined)
    return [fieldError('pmtc_cancelamount', 'is missing')];
  if (reference !== undefined && !isAfter)
    return [fieldError('pmtc_pay_with_reference', 'goes with REFUND_AFTER_SETTLEMENT alone')];
  return [];
}

/** The provider's sample names the sum of the goods, shop modules the whole one: both are right. */
function sumErrors({ pmtc_amount: given }: Asked, order: OrderDetails): readonly MessageError[] {
  const right = [order.amount, order.total, plus(order.total, order.invoicingFee ?? NOTHING)];
  return right.some(({ minorUnits }) => minorUnits === given.minorUnits)
    ? []
    : [
        fieldError(
          'pmtc_amount',
          `is ${amountText(given)}, but the payment is of ${amountText(order.amount)}, with costs ${amountText(order.total)}`,
        ),
      ];
}

/** A payment that was never made is called off as a whole. */
async function cancelUnpaid(
  asked: AskedMessage,
  values: Asked,
  { orderId, status }: OrderDetails,
): Promise<Result> {
  if (values.pmtc_canceltype !== 'FULL_REFUND' || status === 'cancelled')
    return failed(status === 'cancelled' ? 'order-cancelled' : 'not-paid');
  const at = asked.webstore.ports.clock.now();
  const answer = await send(asked, values, {
    topic: REQUEST_TOPICS.orders,
    orderId,
    command: { type: 'CancelOrder', data: { orderId, at } },
  });
  return resultFrom(answer);
}

async function refund(
  asked: AskedMessage,
  values: Asked,
  { orderId }: OrderDetails,
): Promise<Result> {
  const commandId = commandIdOf(asked, values, orderId);
  const { rows, extraRows, pmtc_cancelamount: sum, pmtc_canceldescription: words } = values;
  const isFull = values.pmtc_canceltype === 'FULL_REFUND';
  const command: Named<AccountCommand, 'RequestRefund'> = {
    type: 'RequestRefund',
    data: {
      orderId,
      refundId: RefundId.parse(idFrom('refund', commandId)),
      kind: kindOf(values),
      timing: values.pmtc_action === 'CANCEL' ? 'before-settlement' : 'after-settlement',
      ...(sum !== undefined && !isFull && { amount: sum }),
      ...(rows.length > 0 && { rows }),
      ...(extraRows.length > 0 && { extraRows }),
      reason: REASONS[values.pmtc_cancelreason ?? 'OTHER'],
      ...(words !== undefined && { description: words }),
      ...namesOf(asked, values),
      at: asked.webstore.ports.clock.now(),
    },
  };
  const sending = { topic: REQUEST_TOPICS.refunds, orderId, command };
  return resultFrom(await onceOpened(() => send(asked, values, sending)));
}

const OPENED_MS_MAX = 3000;
const LOOK_MS = 50;

/** A paid order whose account has not heard of the money yet will have heard in a moment. */
async function onceOpened(wish: () => Promise<CommandAnswer>): Promise<CommandAnswer> {
  const giveUpAt = performance.now() + OPENED_MS_MAX;
  for (;;) {
    const answer = await wish();
    if (answer.outcome !== 'unknown' || performance.now() > giveUpAt) return answer;
    await sleep(LOOK_MS);
  }
}

/** What names the wish, the account it goes to, and the transfer that is to fund it. */
const namesOf = (
  asked: AskedMessage,
  {
    pmtc_cancel_id: cancelId,
    pmtc_payeribanrefund: buyerIban,
    pmtc_pay_with_reference: chosenReference,
  }: Asked,
) => ({
  ...(cancelId === undefined ? { messageDigest: digestOf(asked) } : { cancelId }),
  ...(buyerIban !== undefined && { buyerIban }),
  ...(chosenReference !== undefined && { chosenReference }),
});

function kindOf({ pmtc_canceltype: type, rows }: Asked) {
  if (type === 'FULL_REFUND') return 'full';
  return type === 'PARTIAL_REFUND_AND_RETURN_OF_DELIVERIES' || rows.length > 0
    ? 'partial-return'
    : 'price-reduction';
}

const REASONS: Readonly<Record<NonNullable<CancelFields['pmtc_cancelreason']>, RefundReason>> = {
  NOTDE: 'not-delivered',
  WSIZE: 'wrong-size',
  INCOR: 'incorrect-item',
  DEFEC: 'defective',
  OUTOF: 'out-of-stock',
  OTHER: 'other',
};

/** What the message says, under a keyed hash: two that are the same have the same one. */
const digestOf = ({ texts, webstore }: AskedMessage): string =>
  webstore.ports.secrets.fingerprint(
    Object.fromEntries([...texts].filter(([name]) => /^pmtc_(?!hash)/u.test(name))),
  );

/** One cancel id is one wish of an order; without one each message is a wish of its own. */
function commandIdOf(
  { request }: AskedMessage,
  { pmtc_cancel_id: cancelId }: Asked,
  orderId: string,
): string {
  return cancelId === undefined
    ? idFrom('pmtc', orderId, 'message', request.id)
    : idFrom('pmtc', orderId, 'cancel-id', cancelId);
}

interface Sending {
  readonly topic: string;
  readonly orderId: string;
  readonly command: AnyMessage;
}

function send(
  asked: AskedMessage,
  values: Asked,
  { topic, orderId, command }: Sending,
): Promise<CommandAnswer> {
  const { webstore, request } = asked;
  return sendCommand(webstore, request, {
    topic,
    key: orderId,
    commandId: commandIdOf(asked, values, orderId),
    fingerprint: webstore.ports.secrets.fingerprint({ type: command.type, said: digestOf(asked) }),
    command,
  });
}

/** A repeat of a cancel id moves nothing, whatever it says now. */
function resultFrom(answer: CommandAnswer): Result {
  switch (answer.outcome) {
    case 'accepted':
      return answer.repeated ? { code: '91' } : { code: '00', funding: fundingIn(answer.events) };
    case 'key-reused':
      return { code: '91' };
    case 'rejected':
      return refusal(answer.rejection);
    case 'unknown':
    case 'stale':
      return failed('not-paid');
  }
}

function refusal({ code, details }: Refusal): Result {
  const told = CANCEL_CODES[code];
  if (told === undefined) return failed(code);
  return {
    code: told,
    errors: told === '90' ? cancelErrors({ code, ...(details && { details }) }) : [],
  };
}

const failed = (why: string): Result => ({ code: '99', text: FAILURES[why] });

function fundingIn(events: readonly { readonly type: string; readonly data: object }[]) {
  // The account's own events, as it recorded them.
  const recorded = events as readonly AccountEvent[];
  const requested = recorded.find(({ type }) => type === 'RefundRequested');
  return requested?.type === 'RefundRequested' ? requested.data.funding : undefined;
}
