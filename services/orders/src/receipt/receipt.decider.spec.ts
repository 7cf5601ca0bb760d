import type { ReceiptCommand } from '@libs/contracts';
import { idFrom, INSTITUTION, OrderId } from '@libs/kernel';
import { aggregateContract, historyOf, ORDER, specFor } from '@libs/testing';
import fc from 'fast-check';
import { receipt, receiptDecider } from './receipt.decider.js';

const AT = '2026-01-05T09:32:00Z';
const OTHER = OrderId.parse(idFrom('order', 'other'));
const take = (orderId = ORDER): ReceiptCommand => ({
  type: 'TakeReceipt',
  data: { receiptId: 'receipt 1/ä', orderId, at: AT },
});
const given = specFor(receiptDecider);
const after = historyOf(receiptDecider);

describe('a receipt', () => {
  it('is taken by the first order that it is told for', () =>
    given()
      .when(take())
      .then({
        type: 'ReceiptTaken',
        data: {
          ...{ receiptId: 'receipt 1/ä', orderId: ORDER, merchantId: INSTITUTION },
          takenAt: AT,
        },
      }));

  it('is that order’s however often it is told', () =>
    given(...after(take()))
      .when(take())
      .thenNothing());

  it('is never another order’s', () =>
    given(...after(take()))
      .when(take(OTHER))
      .thenRejected('receipt-of-another-order'));

  aggregateContract(
    receipt,
    fc.array(
      fc.constantFrom(ORDER, OTHER).map((orderId) => take(orderId)),
      { minLength: 1, maxLength: 5 },
    ),
  );
});
