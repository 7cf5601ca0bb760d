import type { News } from '@libs/kernel';
import { ask, eur, Iban, INSTITUTION, NOTHING, TransferId } from '@libs/kernel';
import type { TransferEvent } from '@libs/contracts';
import { recorded } from '@libs/testing';
import {
  A,
  after,
  approve,
  AT,
  claim,
  decline,
  fund,
  FUNDING,
  open,
  PAID,
  request,
  requestAfter,
  S1,
  settle,
  SETTLED,
  T1,
  TWO_PERSON,
  withdraw,
} from '../account/account.fixtures.js';
import * as fundings from '../funding/funding.fixtures.js';
import { whenFundingAnsweredCloseTransfer } from './when-funding-answered-close-transfer.policy.js';
import { whenRefundRequestedAwaitFunding } from './when-refund-requested-await-funding.policy.js';
import { whenRefundWithdrawnCloseFunding } from './when-refund-withdrawn-close-funding.policy.js';
import { whenTransferAllocatedAssignIt } from './when-transfer-allocated-assign-it.policy.js';
import { whenTransferArrivedRecordIt } from './when-transfer-arrived-record-it.policy.js';
import { whenTransferAssignedFundRefund } from './when-transfer-assigned-fund-refund.policy.js';
import { whenTransferDeclinedLeaveItUnmatched } from './when-transfer-declined-leave-it-unmatched.policy.js';
import { whenTransferReceivedOfferIt } from './when-transfer-received-offer-it.policy.js';
import { fromOutside, refusedWith, told } from './news.fixtures.js';

describe('when a refund waits for a transfer', () => {
  const waiting = [...SETTLED, requestAfter(A, eur(20_00))];

  it('awaits it under its reference', () =>
    expect(ask(whenRefundRequestedAwaitFunding, told(after(...waiting)))).toEqual([
      {
        type: 'AwaitFunding',
        data: {
          reference: FUNDING.reference,
          refundId: A,
          iban: FUNDING.iban,
          amount: eur(20_00),
          at: AT,
        },
      },
    ]));

  it('awaits it no more when the refund is withdrawn', () =>
    expect(ask(whenRefundWithdrawnCloseFunding, told(after(...waiting, withdraw(A))))).toEqual([
      { type: 'CloseFunding', data: { reference: FUNDING.reference, refundId: A, at: AT } },
    ]));

  it('awaits it only once a second person approved, where one is needed', () => {
    const asked = [
      ...[open({ terms: TWO_PERSON }), claim(S1, PAID), settle(S1)],
      requestAfter(A, eur(20_00)),
    ];
    expect(ask(whenRefundRequestedAwaitFunding, told(after(...asked)))).toEqual([]);
    expect(ask(whenRefundRequestedAwaitFunding, told(after(...asked, approve(A))))).toMatchObject([
      { type: 'AwaitFunding', data: { reference: FUNDING.reference, refundId: A } },
    ]);
    expect(ask(whenRefundWithdrawnCloseFunding, told(after(...asked, decline(A))))).toEqual([
      { type: 'CloseFunding', data: { reference: FUNDING.reference, refundId: A, at: AT } },
    ]);
  });

  it('is not what a refund before settlement does', () => {
    const requested = after(open(), request(A, eur(20_00))).filter(
      ({ type }) => type === 'RefundRequested',
    );
    expect(ask(whenRefundRequestedAwaitFunding, told(requested))).toEqual([]);
  });
});

describe('when a transfer arrives', () => {
  const bank = {
    transferId: T1,
    iban: FUNDING.iban,
    reference: '00000666660000010007',
    amount: eur(20_00),
    payerName: 'Kahvikauppa Oy',
    bookedAt: AT,
  };
  const received = (reference?: string): News<TransferEvent> =>
    recorded({
      type: 'TransferReceived',
      data: {
        transferId: T1,
        merchantId: INSTITUTION,
        iban: FUNDING.iban,
        ...(reference === undefined ? {} : { reference }),
        amount: eur(20_00),
        bookedAt: AT,
        receivedAt: AT,
      },
    });
  const leave = (reason: string) => [
    { type: 'LeaveUnmatched', data: { transferId: T1, reason, at: AT } },
  ];

  it('is recorded as it was told', () =>
    expect(
      ask(
        whenTransferArrivedRecordIt,
        fromOutside({ type: 'TransferArrived', data: bank } as const),
      ),
    ).toEqual([{ type: 'RecordTransfer', data: { ...bank, at: AT } }]));

  it.each(['666660000010007', '00000666660000010007', '66666 00000 10007', ' 6666 6000001 0007 '])(
    'is offered under its reference, however it is written: %p',
    (reference) =>
      expect(ask(whenTransferReceivedOfferIt, received(reference))).toEqual([
        {
          type: 'OfferTransfer',
          data: {
            reference: '666660000010007',
            transferId: T1,
            iban: FUNDING.iban,
            amount: eur(20_00),
            at: AT,
          },
        },
      ]),
  );

  it.each([undefined, '', '   ', '0000'])('stays unmatched without a reference: %p', (reference) =>
    expect(ask(whenTransferReceivedOfferIt, received(reference))).toEqual(
      leave('reference-missing'),
    ),
  );

  it.each(['666660000010008', 'lasku 12', '17'])(
    'stays unmatched with what is no reference: %p',
    (reference) =>
      expect(ask(whenTransferReceivedOfferIt, received(reference))).toEqual(
        leave('reference-unknown'),
      ),
  );

  it('stays unmatched when nobody waits under its reference', () =>
    expect(
      refusedWith(whenTransferReceivedOfferIt, received('666660000010007'), 'unknown'),
    ).toEqual(leave('reference-unknown')));
});

describe('when a transfer is answered', () => {
  const { reserve, awaitFunding, offer } = fundings;
  const waiting = [reserve(A), awaitFunding(A)];
  const account = [...SETTLED, requestAfter(A, eur(20_00))];

  const { orderId } = open().data;

  it('is for the refund that it fits, unless somebody has spoken for it meanwhile', () => {
    const fitting = told(fundings.after(...waiting, offer(T1)));
    expect(ask(whenTransferAllocatedAssignIt, fitting)).toEqual([
      { type: 'AssignTransfer', data: { transferId: T1, orderId, refundId: A, at: AT } },
    ]);
    expect(refusedWith(whenTransferAllocatedAssignIt, fitting, 'spoken-for')).toEqual([]);
    expect(refusedWith(whenTransferAllocatedAssignIt, fitting, 'other')).toBeUndefined();
  });

  it('funds the refund that it is for, whoever said so', () => {
    const assigned = recorded<TransferEvent>({
      type: 'TransferAssigned',
      data: {
        ...{ transferId: T1, merchantId: INSTITUTION, orderId, refundId: A, allocation: 3 },
        ...{ amount: eur(20_00), assignedAt: AT },
      },
    });
    expect(ask(whenTransferAssignedFundRefund, assigned)).toEqual([
      fund(A, eur(20_00), T1, { allocation: 3 }),
    ]);
  });

  it('stays unmatched where it does not fit, with the reason', () =>
    expect(
      ask(
        whenTransferDeclinedLeaveItUnmatched,
        told(fundings.after(...waiting, offer(T1, eur(20_00), Iban.parse('FI2112345600000785')))),
      ),
    ).toEqual([
      { type: 'LeaveUnmatched', data: { transferId: T1, reason: 'iban-differs', at: AT } },
    ]));

  it('is matched when the account has counted it', () => {
    const counted = after(...account, fund(A, eur(20_00))).filter(
      ({ type }) => type === 'RefundFunded',
    );
    expect(ask(whenFundingAnsweredCloseTransfer, told(counted))).toEqual([
      {
        type: 'MatchTransfer',
        data: {
          transferId: T1,
          orderId: open().data.orderId,
          refundId: A,
          amount: eur(20_00),
          fee: NOTHING,
          at: AT,
        },
      },
    ]);
  });

  it('says which allocation the account answered', () => {
    const answers = after(
      ...account,
      fund(A, eur(1), T1, { allocation: 1 }),
      fund(A, eur(20_00), T1, { allocation: 2 }),
    ).filter(({ type }) => type === 'RefundFunded' || type === 'RefundFundingRefused');
    expect(ask(whenFundingAnsweredCloseTransfer, told(answers))).toMatchObject([
      { type: 'MatchTransfer', data: { allocation: 2 } },
    ]);
    expect(ask(whenFundingAnsweredCloseTransfer, told(answers.slice(0, 1)))).toMatchObject([
      { type: 'LeaveUnmatched', data: { allocation: 1, reason: 'sum-differs' } },
    ]);
  });

  it('stays unmatched when the account has not', () =>
    expect(
      ask(
        whenFundingAnsweredCloseTransfer,
        told(after(...account, withdraw(A), fund(A, eur(20_00), TransferId.parse('bank-9')))),
      ),
    ).toEqual([
      {
        type: 'LeaveUnmatched',
        data: { transferId: 'bank-9', reason: 'refund-withdrawn', at: AT },
      },
    ]));

  it("is told on the institution's behalf, whose the transfer is", () =>
    expect([
      whenTransferDeclinedLeaveItUnmatched.actsFor,
      whenFundingAnsweredCloseTransfer.actsFor,
    ]).toEqual([INSTITUTION, INSTITUTION]));
});
