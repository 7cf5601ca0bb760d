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
