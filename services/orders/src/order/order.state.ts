import type { OrderEvent, ReturnId } from '@libs/contracts';
import {
  assert,
  EMPTY_MAP,
  entryOf,
  withEntry,
  type Named,
  type PersistentMap,
  type Timestamp,
} from '@libs/kernel';

/** An order from its arrival to its payment; `awaited` is an order that never came. */
export type OrderState = { readonly status: 'awaited' } | Order;

/** An order that came, in whatever stage, and every payment that did not fit it. */
export type Order = Stage & {
  readonly received: Received;
  /** Unpaid, it expires then; orders of before expiry was known have none. */
  readonly payBy: Timestamp | undefined;
  readonly returns: PersistentMap<string, Return>;
};

type Stage =
  | { readonly status: 'received' | 'expired' | 'cancelled' }
  | { readonly status: 'method-chosen'; readonly chosen: Chosen }
  | { readonly status: 'awaiting-funds'; readonly funds: Funds }
  | { readonly status: 'paid'; readonly confirmed: Confirmed };

/** A payment on its way back: its newest payout, and those that failed before. */
export interface Return {
  readonly status: 'ordered' | 'failed' | 'returned';
  readonly ordered: ReturnOrdered;
  readonly failed: readonly ReturnId[];
}

export type Received = Named<OrderEvent, 'OrderReceived'>['data'];
export type Confirmed = Named<OrderEvent, 'PaymentConfirmed'>['data'];
export type ReturnOrdered = Named<OrderEvent, 'PaymentReturnOrdered'>['data'];
type Chosen = Named<OrderEvent, 'PaymentMethodChosen'>['data'];
type Funds = Named<OrderEvent, 'FundsAwaited'>['data'];

export function evolve(state: OrderState, { type, data }: OrderEvent): OrderState {
  if (type === 'OrderReceived') {
    assert(state.status === 'awaited', 'an order is received once');
    return { status: 'received', received: data, payBy: data.payBy, returns: EMPTY_MAP };
  }
  assert(state.status !== 'awaited', `${type} follows OrderReceived`);
  switch (type) {
    case 'PaymentMethodChosen':
      return { ...open(state), status: 'method-chosen', chosen: data };
    case 'FundsAwaited':
      return { ...open(state), status: 'awaiting-funds', funds: data, payBy: data.payBy };
    case 'OrderExpired':
      return { ...open(state), status: 'expired' };
    case 'OrderCancelled':
      assert(state.status !== 'cancelled', 'an order is cancelled once');
      return { ...unpaid(state), status: 'cancelled' };
    case 'PaymentConfirmed':
      assert(state.status !== 'cancelled', 'a cancelled order takes no money');
      return { ...unpaid(state), status: 'paid', confirmed: data };
    case 'PaymentReturnOrdered':
      return returnOrdered(state, data);
    case 'PaymentReturned':
      return withReturn(state, { ...onItsWay(state, data), status: 'returned' });
    case 'PaymentReturnFailed':
      return returnFailed(state, data);
  }
}

/** Whoever waits for money: neither paid, nor cancelled, nor expired. */
function open(order: Order) {
  assert(order.status !== 'cancelled' && order.status !== 'expired', 'what is over waits no more');
  return unpaid(order);
}

function unpaid(order: Order) {
  assert(order.status !== 'paid', 'an order is paid once, and nothing comes before that any more');
  const { received, payBy, returns } = order;
  return { received, payBy, returns };
}

/** A payment is ordered back once, and once more after each failure. */
function returnOrdered(order: Order, ordered: ReturnOrdered): Order {
  const before = entryOf(order.returns, ordered.receiptId);
  assert(before === undefined || before.status === 'failed', 'only a failed return is tried again');
  const paid = order.status === 'paid' ? order.confirmed.receiptId : undefined;
  assert(ordered.receiptId !== paid, 'what was captured is not sent back');
  return withReturn(order, { status: 'ordered', ordered, failed: before?.failed ?? [] });
}

function returnFailed(order: Order, data: ReturnEnded): Order {
  const { ordered, failed } = onItsWay(order, data);
  return withReturn(order, { status: 'failed', ordered, failed: [...failed, data.returnId] });
}

type ReturnEnded = Pick<ReturnOrdered, 'receiptId' | 'returnId'>;

function onItsWay({ returns }: Order, { receiptId, returnId }: ReturnEnded): Return {
  const found = entryOf(returns, receiptId);
  assert(found?.status === 'ordered', 'a return is ordered before it ends');
  assert(found.ordered.returnId === returnId, 'the newest return of a payment ends');
  return found;
}

const withReturn = (order: Order, next: Return): Order => ({
  ...order,
  returns: withEntry(order.returns, next.ordered.receiptId, next),
});
