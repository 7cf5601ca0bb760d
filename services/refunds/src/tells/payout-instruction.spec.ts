import { PayoutInstruction } from '@libs/contracts';
import { eur } from '@libs/kernel';
import { CARD, recorded } from '@libs/testing';
import { A, after, AT, open, ORDER, request } from '../account/account.fixtures.js';
import { payoutInstruction } from './payout-instruction.js';

const history = after(open(), request(A, eur(15_00))).map((event, revision) =>
  recorded(event, { revision, id: `event-${revision}` }),
);

it('asks the payout system for each ordered payout, by the id of the event that says so', () => {
  const told = history.flatMap((event) => payoutInstruction(event) ?? []);
  expect(told).toEqual([
    {
      id: 'event-4',
      key: ORDER,
      time: AT,
      type: 'PayoutOrdered',
      data: {
        orderId: ORDER,
        refundId: A,
        receiptId: 'receipt-1',
        method: CARD,
        amount: eur(15_00),
        orderedAt: AT,
      },
    },
  ]);
});

it('says what the contract with the payout system says', () => {
  for (const { type, data } of history.flatMap((event) => payoutInstruction(event) ?? []))
    expect(PayoutInstruction.parse({ type, data })).toEqual({ type, data });
});
