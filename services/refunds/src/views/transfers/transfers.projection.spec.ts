import { Transfer, type TransferEvent } from '@libs/contracts';
import { eur, Iban, INSTITUTION, NOTHING, OrderId, RefundId, TransferId } from '@libs/kernel';
import { recorded, viewOf } from '@libs/testing';
import { transfers } from './transfers.projection.js';

const transfer = { transferId: TransferId.parse('bank-1'), merchantId: INSTITUTION } as const;
const refund = {
  orderId: OrderId.parse('22222222-2222-4222-8222-222222222222'),
  refundId: RefundId.parse('00000000-0000-4000-8000-00000000000a'),
};
const told = {
  iban: Iban.parse('FI7740123477777777'),
  reference: '00000666660000010007',
  amount: eur(20_00),
  payerName: 'Kahvikauppa Oy',
  bookedAt: '2026-01-05T09:30:00Z',
  receivedAt: '2026-01-05T09:31:00Z',
};

const received: TransferEvent = { type: 'TransferReceived', data: { ...transfer, ...told } };
const matched: TransferEvent = {
  type: 'TransferMatched',
  data: {
    ...transfer,
    ...refund,
    amount: eur(20_00),
    fee: NOTHING,
    matchedAt: '2026-01-05T09:32:00Z',
  },
};
const unmatched: TransferEvent = {
  type: 'TransferUnmatched',
  data: { ...transfer, reason: 'sum-differs', unmatchedAt: '2026-01-05T09:32:00Z' },
};
const given = (...events: readonly TransferEvent[]) =>
  viewOf(transfers)(...events.map((event) => recorded(event)));
const { transferId } = transfer;

describe('a transfer', () => {
  it('is shown as the bank told it', () =>
    given(received).then({ transferId, ...told, status: 'received', changedAt: told.receivedAt }));

  it('shows the refund that it funded', () =>
    given(received, matched).thenShows({
      status: 'matched',
      ...refund,
      changedAt: '2026-01-05T09:32:00Z',
    }));

  it('shows why it funded nothing', () =>
    given(received, unmatched).thenShows({ status: 'unmatched', reason: 'sum-differs' }));

  it('shows no reason once it funded a refund after all', () =>
    expect(given(received, unmatched, matched).document).not.toHaveProperty('reason'));

  it('is what its contract says', () =>
    [given(received), given(received, matched), given(received, unmatched)].forEach(
      ({ document }) => expect(Transfer.parse(document)).toEqual(document),
    ));
});
