import { CALLBACKS_MAX, CheckoutCommand, CheckoutEvent } from '@libs/contracts';
import {
  accept,
  assert,
  hoursAfter,
  isBefore,
  reject,
  type Aggregate,
  type Decider,
  type Decision,
  type Named,
  type Refusal,
  type Timestamp,
} from '@libs/kernel';

export const checkoutDecider: Decider<
  CheckoutCommand,
  CheckoutState,
  CheckoutEvent,
  CheckoutRejection
> = {
  initialState: { openUntil: undefined, attempts: 0, isOver: false },
  decide,
  evolve,
};

/** The buyer's way to the payment, and the shop that is told of it. */
export const checkout: Aggregate<CheckoutCommand, CheckoutState, CheckoutEvent, CheckoutRejection> =
  {
    category: 'checkout',
    command: CheckoutCommand,
    event: CheckoutEvent,
    decider: checkoutDecider,
    streamId: ({ data }) => data.orderId,
    begins: ['ChangePaymentUrlExpiry', 'RecordCallback'],
  };

export interface CheckoutState {
  readonly openUntil: Timestamp | undefined;
  readonly attempts: number;
  /** The shop was told, or is told no more. */
  readonly isOver: boolean;
}

export type CheckoutRejection = Refusal<'attempt-out-of-order' | 'expiry-has-passed'>;

type CheckoutDecision = Decision<CheckoutEvent, CheckoutRejection>;
type RecordCallback = Named<CheckoutCommand, 'RecordCallback'>['data'];

/** How long after each failed attempt the next one is due, in hours (domain: Callbacks). */
const DELAYS_HOURS = [1 / 60, 5 / 60, 0.5, 2, 10];

function decide(command: CheckoutCommand, state: CheckoutState): CheckoutDecision {
  switch (command.type) {
    case 'ChangePaymentUrlExpiry':
      return changeExpiry(command.data, state);
    case 'RecordCallback':
      return recordCallback(command.data, state);
  }
}

function changeExpiry(
  { orderId, merchantId, openUntil, at }: Named<CheckoutCommand, 'ChangePaymentUrlExpiry'>['data'],
  state: CheckoutState,
): CheckoutDecision {
  if (state.openUntil === openUntil) return accept();
  if (!isBefore(at, openUntil)) return reject('expiry-has-passed', { openUntil });
  return accept({
    type: 'PaymentUrlExpiryChanged',
    data: { orderId, merchantId, openUntil, changedAt: at },
  });
}

/** An attempt counts once, whoever made it: two who called at once tell the same. */
function recordCallback(data: RecordCallback, state: CheckoutState): CheckoutDecision {
  const { orderId, merchantId, attempt, outcome, at } = data;
  if (state.isOver || attempt <= state.attempts) return accept();
  const expected = state.attempts + 1;
  if (attempt > expected) return reject('attempt-out-of-order', { given: attempt, expected });
  const names = { orderId, merchantId, attempt };
  if ('status' in outcome && outcome.status < 500)
    return accept({
      type: 'CallbackAnswered',
      data: { ...names, status: outcome.status, answeredAt: at },
    });
  const retryAt = retryAfter(data);
  return accept({
    type: 'CallbackFailed',
    data: { ...names, ...outcome, ...(retryAt !== undefined && { retryAt }), failedAt: at },
  });
}

/** An address that may not be called is not called again. */
function retryAfter({ attempt, outcome, at }: RecordCallback): Timestamp | undefined {
  const isForbidden = 'fault' in outcome && outcome.fault === 'address-not-allowed';
  const delay = DELAYS_HOURS[attempt - 1];
  return isForbidden || delay === undefined || attempt >= CALLBACKS_MAX
    ? undefined
    : hoursAfter(at, delay);
}

function evolve(state: CheckoutState, { type, data }: CheckoutEvent): CheckoutState {
  switch (type) {
    case 'PaymentUrlExpiryChanged':
      return { ...state, openUntil: data.openUntil };
    case 'CallbackAnswered':
    case 'CallbackFailed':
      assert(!state.isOver, `${type} comes before the shop was told`);
      return {
        ...state,
        attempts: data.attempt,
        isOver: type === 'CallbackAnswered' || data.retryAt === undefined,
      };
  }
}
