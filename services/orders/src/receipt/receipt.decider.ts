import { ReceiptCommand, ReceiptEvent } from '@libs/contracts';
import {
  accept,
  assert,
  idFrom,
  INSTITUTION,
  reject,
  type Aggregate,
  type Decider,
  type Decision,
  type OrderId,
  type Refusal,
} from '@libs/kernel';

export const receiptDecider: Decider<ReceiptCommand, ReceiptState, ReceiptEvent, ReceiptRejection> =
  { initialState: {}, decide, evolve };

/**
 * Which order a payment is for: taken by beginning its stream, so that money that came once is
 * captured or sent back once, whatever the payment system tells (ADR 25).
 */
export const receipt: Aggregate<ReceiptCommand, ReceiptState, ReceiptEvent, ReceiptRejection> = {
  category: 'receipt',
  command: ReceiptCommand,
  event: ReceiptEvent,
  decider: receiptDecider,
  // Payment systems write what they like; a stream's name is ours.
  streamId: ({ data }) => idFrom('receipt', data.receiptId),
  begins: ['TakeReceipt'],
};

/** Nobody's yet, or an order's. */
export interface ReceiptState {
  readonly orderId?: OrderId;
}

export type ReceiptRejection = Refusal<'receipt-of-another-order'>;

function decide(
  { data: { receiptId, orderId, at } }: ReceiptCommand,
  state: ReceiptState,
): Decision<ReceiptEvent, ReceiptRejection> {
  if (state.orderId === undefined)
    return accept({
      type: 'ReceiptTaken',
      data: { receiptId, orderId, merchantId: INSTITUTION, takenAt: at },
    });
  return state.orderId === orderId ? accept() : reject('receipt-of-another-order');
}

function evolve(state: ReceiptState, { data }: ReceiptEvent): ReceiptState {
  assert(state.orderId === undefined, 'a receipt is taken once');
  return { orderId: data.orderId };
}
