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
import { aggregateContract, runOf, specFor } from '@libs/testing';
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
const leave = (
  reason: Data<'LeaveUnmatched'>['reason'] = 'sum-differs',
  allocation?: number,
): TransferCommand => ({
  type: 'LeaveUnmatched',
  data: { transferId: T1, reason, ...(allocation !== undefined && { allocation }), at: AT },
});
const other = RefundId.parse('00000000-0000-4000-8000-00000000000b');
const assign = (refundId = refund.refundId): TransferCommand => ({
  type: 'AssignTransfer',
  data: { transferId: T1, ...refund, refundId, at: AT },
});
const LIISA = { kind: 'operator', id: 'liisa' } as const;
const allocate = (over: Partial<Data<'AllocateTransfer'>> = {}): TransferCommand => ({
  type: 'AllocateTransfer',
  data: { transferId: T1, ...refund, needed: eur(20_00), allocatedBy: LIISA, at: AT, ...over },
});
const { needed: _needed, ...forNobody } = allocate().data as Data<'AllocateTransfer'>;
const sendBack: TransferCommand = {
  type: 'SendTransferBack',
  data: { transferId: T1, reason: 'Paid twice.', decidedBy: LIISA, at: AT },
};
const noteSentBack: TransferCommand = {
  type: 'NoteTransferSentBack',
  data: { transferId: T1, sentBackBy: LIISA, at: AT },
};

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

const assigned = (allocation: number, assignedBy?: typeof LIISA): TransferEvent => ({
  type: 'TransferAssigned',
  data: {
    ...{ ...names, ...refund, allocation, amount: eur(20_00) },
    ...(assignedBy && { assignedBy }),
    assignedAt: AT,
  },
});
const freed = (allocation: number): TransferEvent => ({
  type: 'TransferUnmatched',
  data: { ...names, reason: 'refund-withdrawn', allocation, unmatchedAt: AT },
});
const matchedBy = (allocation: number): TransferEvent => ({
  type: 'TransferMatched',
  data: { ...names, ...refund, ...money, allocation, matchedAt: AT },
});
const toGoBack: TransferEvent = {
  type: 'TransferSendBackDecided',
  data: { ...names, reason: 'Paid twice.', decidedBy: LIISA, decidedAt: AT },
};
const wentBack: TransferEvent = {
  type: 'TransferSentBack',
  data: { ...names, sentBackBy: LIISA, sentBackAt: AT },
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

describe('what a transfer is for', () => {
  it('is said by its reference, once', () => {
    given(received).when(assign()).then(assigned(1));
    given(received, assigned(1)).when(assign()).thenNothing();
    given(received, assigned(1), matchedBy(1)).when(assign()).thenNothing();
  });

  it('is never another refund while the first one has it', () => {
    for (const history of [[assigned(1)], [assigned(1), matchedBy(1)], [unmatched, toGoBack]])
      given(received, ...history)
        .when(assign(other))
        .thenRejected('spoken-for');
  });

  it('is said by an operator where nothing fits', () =>
    given(received, unmatched).when(allocate()).then(assigned(1, LIISA)));

  it('is decided by the sum, to the cent', () => {
    const difference = { transferred: eur(20_00), needed: eur(20_01) };
    given(received, unmatched)
      .when(allocate({ needed: eur(20_01) }))
      .thenRejected('sum-differs', difference);
    given(received, unmatched)
      .when({ type: 'AllocateTransfer', data: forNobody })
      .thenRejected('refund-not-waiting');
  });

  it('is refused to a second operator, who is told what the first one did', () => {
    for (const wish of [allocate({ refundId: other }), allocate(), sendBack]) {
      given(received).when(wish).thenRejected('still-being-matched');
      given(received, unmatched, assigned(1, LIISA))
        .when(wish)
        .thenRejected('already-assigned', refund);
      given(received, assigned(1), matchedBy(1)).when(wish).thenRejected('already-matched', refund);
      given(received, unmatched, toGoBack)
        .when(wish)
        .thenRejected('goes-back', { status: 'to-be-sent-back' });
    }
  });

  it('ends with the answer of the account that it asked', () => {
    given(received, assigned(1))
      .when(match({ allocation: 1 }))
      .then(matchedBy(1));
    given(received, assigned(1)).when(leave('refund-withdrawn', 1)).then(freed(1));
    given(received, assigned(1))
      .when(match({ refundId: other, allocation: 1 }))
      .thenRejected('spoken-for');
  });

  it('is free again when the account refused it, and an old answer ends nothing newer', () => {
    const again = [received, assigned(1), freed(1)];
    given(...again)
      .when(allocate())
      .then(assigned(2, LIISA));
    for (const old of [leave('refund-withdrawn', 1), leave('reference-unknown')])
      given(...again, assigned(2, LIISA))
        .when(old)
        .thenNothing();
    given(...again, assigned(2, LIISA), matchedBy(2))
      .when(leave('refund-withdrawn', 1))
      .thenNothing();
    given(...again, assigned(2, LIISA), matchedBy(2))
      .when(leave('refund-withdrawn', 2))
      .thenRejected('already-matched');
  });
});

describe('sending a transfer back', () => {
  it('is decided with a reason, and then done', () => {
    given(received, unmatched).when(sendBack).then(toGoBack);
    given(received, unmatched, toGoBack).when(noteSentBack).then(wentBack);
    given(received, unmatched, toGoBack, wentBack).when(noteSentBack).thenNothing();
  });

  it('is decided before it is done', () =>
    given(received, unmatched).when(noteSentBack).thenRejected('not-to-be-sent-back'));

  it('is for ever: the money funds nothing any more', () => {
    for (const history of [[toGoBack], [toGoBack, wentBack]]) {
      given(received, unmatched, ...history)
        .when(match())
        .thenRejected('spoken-for');
      given(received, unmatched, ...history)
        .when(leave('reference-unknown'))
        .thenNothing();
    }
  });
});

describe('whatever is told of a transfer', () => {
  const allocation = fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined });
  const refundId = fc.constantFrom(refund.refundId, other);
  const command = fc.oneof(
    fc.constantFrom(record(), record({ amount: eur(1) }), sendBack, noteSentBack),
    refundId.map(assign),
    fc
      .record({ refundId, needed: fc.constantFrom(eur(20_00), eur(1)) })
      .map((over) => allocate(over)),
    fc
      .record({ refundId, number: allocation })
      .map((over) =>
        match({ refundId: over.refundId, ...(over.number && { allocation: over.number }) }),
      ),
    fc
      .tuple(fc.constantFrom('withdrawn', 'refund-withdrawn'), allocation)
      .map(([reason, number]) => leave(reason as 'withdrawn', number)),
  );
  const commands = fc.array(command, { maxLength: 20 });

  aggregateContract(transfer, commands);

  it('one refund has it at a time, and money that goes back has funded none', () =>
    fc.assert(
      fc.property(commands, (wishes) => {
        const history = runOf(transfer)([record(), ...wishes]);
        const ends = history.filter(
          ({ type }) => type === 'TransferMatched' || type === 'TransferSendBackDecided',
        );
        expect(ends.length).toBeLessThanOrEqual(1);
        const [end] = ends;
        if (end !== undefined)
          expect(['TransferSentBack', end.type]).toContain(history.at(-1)?.type);
        const words = history.filter(
          ({ type }) => type === 'TransferAssigned' || type === 'TransferUnmatched',
        );
        // What was assigned is assigned anew only after its account has refused it.
        words.forEach(({ type }, at) => {
          if (type === 'TransferAssigned') expect(words[at + 1]?.type).not.toBe(type);
        });
      }),
    ));
});
