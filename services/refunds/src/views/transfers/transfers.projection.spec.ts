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
const LIISA = { kind: 'operator', id: 'liisa' } as const;
const PEKKA = { kind: 'operator', id: 'pekka' } as const;
const assigned: TransferEvent = {
  type: 'TransferAssigned',
  data: {
    ...{ ...transfer, ...refund, allocation: 1, amount: eur(20_00) },
    ...{ assignedBy: LIISA, assignedAt: '2026-01-05T10:00:00Z' },
  },
};
const freed: TransferEvent = {
  type: 'TransferUnmatched',
  data: {
    ...{ ...transfer, reason: 'refund-withdrawn', allocation: 1 },
    unmatchedAt: '2026-01-05T10:01:00Z',
  },
};
const toGoBack: TransferEvent = {
  type: 'TransferSendBackDecided',
  data: {
    ...{ ...transfer, reason: 'Paid twice.', decidedBy: LIISA },
    decidedAt: '2026-01-05T11:00:00Z',
  },
};
const wentBack: TransferEvent = {
  type: 'TransferSentBack',
  data: { ...transfer, sentBackBy: PEKKA, sentBackAt: '2026-01-05T12:00:00Z' },
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

  it('shows for which refund an operator spoke for it, and when', () =>
    given(received, unmatched, assigned).then({
      ...{ transferId, ...told, status: 'assigned', ...refund },
      ...{ assignedBy: LIISA, assignedAt: '2026-01-05T10:00:00Z' },
      changedAt: '2026-01-05T10:00:00Z',
    }));

  it('shows who spoke for it once it funded the refund', () =>
    given(received, unmatched, assigned, matched).thenShows({
      ...{ status: 'matched', ...refund, assignedBy: LIISA },
    }));

  it('is free again with the reason when its refund did not take it', () =>
    given(received, unmatched, assigned, freed).then({
      ...{ transferId, ...told, status: 'unmatched', reason: 'refund-withdrawn' },
      changedAt: '2026-01-05T10:01:00Z',
    }));

  it('shows why, by whom and when it went back', () => {
    given(received, unmatched, toGoBack).thenShows({
      ...{ status: 'to-be-sent-back', reason: 'sum-differs' },
      sendBack: { reason: 'Paid twice.', decidedBy: LIISA, decidedAt: '2026-01-05T11:00:00Z' },
    });
    given(received, unmatched, toGoBack, wentBack).thenShows({
      status: 'sent-back',
      sendBack: {
        ...{ reason: 'Paid twice.', decidedBy: LIISA, decidedAt: '2026-01-05T11:00:00Z' },
        ...{ sentBackBy: PEKKA, sentBackAt: '2026-01-05T12:00:00Z' },
      },
    });
  });

  it('is what its contract says', () =>
    [
      [],
      [matched],
      [unmatched],
      [unmatched, assigned],
      [assigned, matched],
      [unmatched, toGoBack],
      [unmatched, toGoBack, wentBack],
    ].forEach((later) => {
      const { document } = given(received, ...later);
      expect(Transfer.parse(document)).toEqual(document);
    }));
});
