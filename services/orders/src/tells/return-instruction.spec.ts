import { OUTSIDE_TOPICS, type OrderEvent } from '@libs/contracts';
import { eur } from '@libs/kernel';
import { CARD, ORDER, recorded } from '@libs/testing';
import { confirmed, PAID_AT, RETURN, returnOrdered } from '../order/order.fixtures.js';
import { returnInstruction } from './return-instruction.js';

const told = (event: OrderEvent) => returnInstruction(recorded(event, { id: 'event-1' }));

describe('what the payout system is told of an order', () => {
  it('is each payment that goes back, by the id of the event that says so', () => {
    const instruction = told(returnOrdered());
    expect(instruction).toEqual({
      id: 'event-1',
      key: ORDER,
      time: PAID_AT,
      type: 'ReturnOrdered',
      data: {
        ...{ orderId: ORDER, receiptId: 'receipt-1', returnId: RETURN },
        ...{ method: CARD, amount: eur(573_10), orderedAt: PAID_AT },
      },
    });
    const { type, data } = instruction ?? {};
    expect(OUTSIDE_TOPICS['orders.returns'].safeParse({ type, data }).success).toBe(true);
  });

  it('is nothing else', () => expect(told(confirmed())).toBeUndefined());
});
