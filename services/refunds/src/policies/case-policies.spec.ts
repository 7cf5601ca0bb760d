import type { AccountEvent } from '@libs/contracts';
import { ask, askAfterRefusal, eur, RefundId } from '@libs/kernel';
import { MERCHANT, ORDER, recorded } from '@libs/testing';
import {
  accept,
  after,
  CASE,
  LATER,
  open,
  OPENED_AT,
  withdrawCase,
} from '../case/case.fixtures.js';
import { LIISA } from '../account/account.fixtures.js';
import { whenAccountAnswersCaseNoteIt } from './when-account-answers-case-note-it.policy.js';
import { whenCaseMovesAskAccount } from './when-case-moves-ask-account.policy.js';

const ids = { orderId: ORDER, caseId: CASE };
const owned = { ...ids, merchantId: MERCHANT };
const REFUND = RefundId.parse('00000000-0000-4000-8000-00000000000a');
const [opened, accepted] = after(open(), accept()).map((event) => recorded(event));
const [, closed] = after(open(), withdrawCase).map((event) => recorded(event));
const asked = (event: typeof opened) =>
  event === undefined ? [] : ask(whenCaseMovesAskAccount, event);

describe('when a case moves', () => {
  it('asks the account for a hold, for the money, and for no hold any more', () => {
    expect(asked(opened)).toEqual([{ type: 'PlaceCaseHold', data: { ...ids, at: OPENED_AT } }]);
    expect(asked(accepted)).toMatchObject([
      {
        type: 'RefundCase',
        data: { ...ids, kind: 'full', reason: 'other', requestedBy: LIISA, at: LATER },
      },
    ]);
    expect(asked(closed)).toEqual([{ type: 'ReleaseCaseHold', data: { ...ids, at: LATER } }]);
  });

  it('names the rows that come back, for the account to say what they come to', () => {
    const chosen = [{ rowNumber: 2, quantity: '1' }];
    const [, back] = after(open({ kind: 'partial-return', chosen }), accept());
    expect(asked(back && recorded(back))).toMatchObject([
      { type: 'RefundCase', data: { kind: 'partial-return', rows: chosen } },
    ]);
  });

  it('asks in the name of who offered what the buyer took', () => {
    const ville = { kind: 'user', id: 'ville' } as const;
    const offered = open({
      ...{ by: 'merchant', kind: 'price-reduction', amount: eur(5_00), offeredBy: ville },
    });
    const [, taken] = after(offered, accept({ by: 'buyer' }));
    expect(asked(taken && recorded(taken))).toMatchObject([{ data: { requestedBy: ville } }]);
  });

  it('asks for no money where none is agreed', () => {
    const [, free] = after(open({ kind: 'reclamation' }), accept({ extent: 'without-refund' }));
    expect(asked(free && recorded(free))).toEqual([]);
  });

  it('is told by the case itself that an unpaid order has nothing to hold', () => {
    if (opened === undefined || closed === undefined) throw new Error('they were recorded');
    const [command] = asked(opened);
    if (command === undefined) throw new Error('a hold is asked for');
    const refused = (event: typeof opened, code: string) =>
      askAfterRefusal(whenCaseMovesAskAccount, event, { code }, command);
    expect(refused(opened, 'unknown')).toEqual([
      { type: 'NoteHoldRefused', data: { ...ids, reason: 'not-paid', at: OPENED_AT } },
    ]);
    expect(refused(closed, 'unknown')).toEqual([]);
    expect(refused(opened, 'anything-else')).toBeUndefined();
  });
});

describe('when the account has answered a case', () => {
  it('notes its yes and its no where it was asked', () => {
    const told: readonly AccountEvent[] = [
      { type: 'HoldPlaced', data: { ...owned, hold: 'case', placedAt: LATER } },
      {
        type: 'CaseHoldRefused',
        data: { ...owned, reason: 'nothing-left-to-refund', refusedAt: LATER },
      },
      {
        type: 'RefundRequested',
        data: {
          ...{ ...owned, refundId: REFUND, amount: eur(5), vat: [], excess: eur(0) },
          ...{ kind: 'full', timing: 'after-settlement', reason: 'other', requestedAt: LATER },
        },
      },
      {
        type: 'CaseRefundRefused',
        data: { ...owned, refundId: REFUND, reason: 'nothing-left-to-refund', refusedAt: LATER },
      },
    ];
    expect(told.flatMap((event) => ask(whenAccountAnswersCaseNoteIt, recorded(event)))).toEqual([
      { type: 'NoteCaseHeld', data: { ...ids, at: LATER } },
      { type: 'NoteHoldRefused', data: { ...ids, reason: 'nothing-left-to-refund', at: LATER } },
      {
        type: 'NoteRefundPromised',
        data: { ...ids, refundId: REFUND, amount: eur(5), timing: 'after-settlement', at: LATER },
      },
      {
        type: 'NoteRefundRefused',
        data: { ...ids, refundId: REFUND, reason: 'nothing-left-to-refund', at: LATER },
      },
    ]);
  });

  describe('where a second person decides', () => {
    const split = { refundId: REFUND, amount: eur(5), vat: [], excess: eur(0) };
    const asked: AccountEvent = {
      type: 'RefundRequested',
      data: {
        ...{ ...owned, ...split, kind: 'full', timing: 'before-settlement', reason: 'other' },
        ...{ approval: 'needed', requestedAt: LATER },
      },
    };
    const told = (event: AccountEvent) => ask(whenAccountAnswersCaseNoteIt, recorded(event));

    it('the request is no answer yet: the case stays accepting', () =>
      expect(told(asked)).toEqual([]));

    it('their yes is the promise, by the way that was asked for', () =>
      expect(
        told({
          type: 'RefundApproved',
          data: {
            ...{ ...owned, ...split, timing: 'before-settlement' },
            ...{ approvedBy: LIISA, approvedAt: LATER },
          },
        }),
      ).toEqual([
        {
          type: 'NoteRefundPromised',
          data: {
            ...ids,
            refundId: REFUND,
            amount: eur(5),
            timing: 'before-settlement',
            at: LATER,
          },
        },
      ]));

    it('their no, and a withdrawal before it, give the case back to the merchant', () => {
      const no: AccountEvent = {
        type: 'RefundDeclined',
        data: { ...owned, ...split, declinedBy: LIISA, declinedAt: LATER },
      };
      const off: AccountEvent = {
        type: 'RefundWithdrawn',
        data: { ...owned, ...split, withdrawnAt: LATER },
      };
      const noted = (reason: string) => [
        { type: 'NoteRefundRefused', data: { ...ids, refundId: REFUND, reason, at: LATER } },
      ];
      expect(told(no)).toEqual(noted('refund-declined'));
      expect(told(off)).toEqual(noted('refund-withdrawn'));
    });

    it('no case hears of a refund that none asked for', () => {
      const { caseId: _none, ...nobodys } = owned;
      const data = { ...nobodys, ...split };
      for (const event of [
        { type: 'RefundApproved', data: { ...data, approvedBy: LIISA, approvedAt: LATER } },
        { type: 'RefundDeclined', data: { ...data, declinedBy: LIISA, declinedAt: LATER } },
        { type: 'RefundWithdrawn', data: { ...data, withdrawnAt: LATER } },
      ] satisfies AccountEvent[])
        expect(told(event)).toEqual([]);
    });
  });

  it('passes by what no case asked for', () =>
    expect(
      ask(
        whenAccountAnswersCaseNoteIt,
        recorded({
          type: 'HoldPlaced',
          data: { orderId: ORDER, merchantId: MERCHANT, hold: 'shipping', placedAt: LATER },
        } as const),
      ),
    ).toEqual([]));
});
