import { CaseShown, type CaseCommand } from '@libs/contracts';
import { eur } from '@libs/kernel';
import { MERCHANT, ORDER, recorded, viewOf } from '@libs/testing';
import {
  accept,
  after,
  ANSWER_BY,
  CASE,
  declare,
  decline,
  held,
  LATER,
  LATER_BY,
  offer,
  open,
  OPENED_AT,
  order,
  passDeadline,
  promised,
  receiveGoods,
  reduction,
  refused,
  write,
} from '../../case/case.fixtures.js';
import { cases } from './cases.projection.js';

const shown = (...commands: readonly CaseCommand[]) =>
  viewOf(cases)(...after(...commands).map((event, revision) => recorded(event, { revision })));
const who = { kind: 'user', id: 'liisa' } as const;

describe('a case, as both sides follow it', () => {
  it('shows what is asked, and who is to answer by when', () =>
    shown(open()).then({
      ...{ caseId: CASE, orderId: ORDER, merchantId: MERCHANT, kind: 'cancellation' },
      ...{ status: 'open', openedBy: 'buyer', proposal: {}, reason: 'other', awaits: 'merchant' },
      ...{ answerBy: ANSWER_BY, isOverdue: false, isShipped: false, isHeld: false },
      ...{ terms: order.terms, openedAt: OPENED_AT, changedAt: OPENED_AT, revision: 0 },
      lines: [{ at: OPENED_AT, what: 'opened', by: 'buyer', who }],
    }));

  it('shows a negotiation turn by turn', () =>
    shown(reduction(), held, write(), offer('merchant', 10_00)).thenShows({
      ...{ proposal: { amount: eur(10_00) }, awaits: 'buyer', answerBy: LATER_BY, isHeld: true },
      lines: [
        { at: OPENED_AT, what: 'opened', by: 'buyer', who },
        { at: LATER, what: 'message', by: 'buyer', who, message: 'Is it on its way?' },
        { at: LATER, what: 'counter-offer', by: 'merchant', who, amount: eur(10_00) },
      ],
    }));

  it('is accepting until the account has answered, and open again when that is no', () => {
    const accepting = after(open(), accept());
    shown(open(), receiveGoods, accept()).thenShows({
      ...{ status: 'accepting', awaits: 'nobody', goodsReceivedAt: LATER },
    });
    shown(open(), accept(), promised(accepting, 130_00)).thenShows({
      ...{ status: 'closed', outcome: 'accepted', closedAt: LATER },
      promised: { amount: eur(130_00), timing: 'before-settlement', promisedAt: LATER },
    });
    const { document } = shown(open(), accept(), refused(accepting));
    expect(document).toMatchObject({
      ...{ status: 'open', awaits: 'merchant', answerBy: LATER_BY },
      failure: { reason: 'amount-exceeds-refundable', failedAt: LATER },
    });
    expect(document).not.toHaveProperty('accepted');
  });

  it('shows a deadline that passed, and the words of a no', () => {
    shown(open(), passDeadline(ANSWER_BY)).thenShows({ isOverdue: true, awaits: 'merchant' });
    const { document } = shown(open(), decline());
    expect(document).toMatchObject({ status: 'closed', outcome: 'declined' });
    expect(document?.lines.at(-1)).toMatchObject({ what: 'declined', message: 'Cups were fine.' });
  });

  it('keeps what a withdrawal declared, for the acknowledgement', () =>
    shown(declare()).thenShows({
      withdrawal: {
        ...{ name: 'Matti Meikäläinen', email: 'matti@example.com', contract: '1998524' },
        declaredAt: OPENED_AT,
      },
    }));

  it('is a document as its contract says', () => {
    const { document } = shown(declare(), held, write(), receiveGoods, accept());
    expect(CaseShown.parse(document)).toEqual(document);
  });
});
