import { ERASED, type TransferCommand, type TransferEvent } from '@libs/contracts';
import {
  eur,
  Iban,
  INSTITUTION,
  NOTHING,
  OrderId,
  RefundId,
  TransferId,
  type Named,
} from '@libs/kernel';
import { aggregateContract, specFor } from '@libs/testing';
import fc from 'fast-check';
import { transfer, transferDecider } from './transfer.decider.js';

const given = specFor(transferDecider);
const AT = '2026-01-05T09:30:00Z';
const T1 = TransferId.parse('bank-1');
const names = { transferId: T1, merchantId: INSTITUTION } as const;
const refund = {
  orderId: OrderId.parse('22222222-2222-4222-8222-222222222222'),
  refundId: RefundId.parse('00000000-0000-4000-8000-00000000000a'),
};
const money = { amount: eur(20_00), fee: NOTHING };

type Data<Type extends TransferCommand['type']> = Named<TransferCommand, Type>['data'];

const record = (over: Partial<Data<'RecordTransfer'>> = {}): TransferCommand => ({
  type: 'RecordTransfer',
  data: {
    transferId: T1,
    iban: Iban.parse('FI7740123477777777'),
    reference: '666660000010007',
    amount: eur(20_00),
    payerName: 'Kahvikauppa Oy',
    bookedAt: AT,
    at: AT,
    ...over,
  },
});
const match = (over: Partial<Data<'MatchTransfer'>> = {}): TransferCommand => ({
  type: 'MatchTransfer',
  data: { transferId: T1, ...refund, ...money, at: AT, ...over },
});
const leave = (reason: Data<'LeaveUnmatched'>['reason'] = 'sum-differs'): TransferCommand => ({
  type: 'LeaveUnmatched',
  data: { transferId: T1, reason, at: AT },
});

const received: Named<TransferEvent, 'TransferReceived'> = {
  type: 'TransferReceived',
  data: {
    ...names,
    iban: Iban.parse('FI7740123477777777'),
    reference: '666660000010007',
    amount: eur(20_00),
    payerName: 'Kahvikauppa Oy',
    bookedAt: AT,
    receivedAt: AT,
  },
};
const matched: TransferEvent = {
  type: 'TransferMatched',
  data: { ...names, ...refund, ...money, matchedAt: AT },
};
const unmatched: TransferEvent = {
  type: 'TransferUnmatched',
  data: { ...names, reason: 'sum-differs', unmatchedAt: AT },
};

describe('recording a transfer', () => {
  it('is done whatever it says', () => given().when(record()).then(received));

  it('counts once when the bank tells it again', () => {
    const later = record({ at: '2026-01-06T09:30:00Z' });
    given(received).when(later).thenNothing();
    given(received, matched).when(later).thenNothing();
  });

  it('does not hold an erased name against the bank', () =>
    given({ ...received, data: { ...received.data, payerName: ERASED } })
      .when(record())
      .thenNothing());

  it.each([
    ['sum', { amount: eur(20_01) }],
    ['reference', { reference: '19985242' }],
    ['payer', { payerName: 'Teekauppa Oy' }],
  ])('is refused when its id was used with another %s', (_what, over) =>
    given(received).when(record(over)).thenRejected('transfer-id-reused'),
  );
});

describe('the end of a transfer', () => {
  it('is the refund that it funded', () => given(received).when(match()).then(matched));

  it('may be nothing that is awaited', () => given(received).when(leave()).then(unmatched));

  it('changes nothing the second time', () => {
    given(received, matched).when(match()).thenNothing();
    given(received, unmatched).when(leave('withdrawn')).thenNothing();
  });

  it('is never a second refund', () =>
    given(received, matched)
      .when(match({ amount: eur(1) }))
      .thenRejected('already-matched'));

  it('is never unmatched once it funded a refund', () =>
    given(received, matched).when(leave()).thenRejected('already-matched'));

  it('may be a refund after all', () => given(received, unmatched).when(match()).then(matched));
});

describe('whatever is told of a transfer', () => {
  const command = fc.constantFrom(
    record(),
    record({ amount: eur(1) }),
    match(),
    match({ amount: eur(1) }),
    leave(),
    leave('withdrawn'),
  );
  const commands = fc.array(command, { maxLength: 10 });

  aggregateContract(transfer, commands);
});
