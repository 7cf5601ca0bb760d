import { ERASED, type AccountEvent, type BuyerIbanAsked, type Terms } from '@libs/contracts';
import { eur, FinnishIban, type Iban } from '@libs/kernel';
import { BANK, CARD, GUARANTEE, recorded, specFor } from '@libs/testing';
import { payoutInstruction } from '../tells/payout-instruction.js';
import { accountDecider } from './account.decider.js';
import {
  A,
  after,
  AFTER,
  claim,
  open,
  PAID,
  releaseHold,
  request,
  S1,
  settle,
} from './account.fixtures.js';

const given = specFor(accountDecider);
const buyerIban: Iban = FinnishIban.parse('FI2112345600000785');
const asking = (asked: BuyerIbanAsked): Terms => ({ ...GUARANTEE, buyerIban: asked });
const bank = (terms: Terms = GUARANTEE) => open({ method: BANK, terms });
const settled = (terms: Terms) => [
  ...[bank(terms), releaseHold('shipping'), releaseHold('inspection')],
  ...[claim(S1, PAID), settle(S1)],
];

describe("the buyer's IBAN", () => {
  it('is required where the agreement always asks for it', () =>
    given(...after(bank(asking('always'))))
      .when(request(A, eur(5_00)))
      .thenRejected('buyer-iban-missing'));

  it('is required once it is settled, where the agreement asks for it then', () => {
    const terms = asking('after-settlement');
    given(...after(...settled(terms)))
      .when(request(A, eur(5_00), AFTER))
      .thenRejected('buyer-iban-missing');
    expect(after(bank(terms), request(A, eur(5_00)))).toHaveLength(6);
  });

  it('may be given for any bank payment', () =>
    expect(after(bank(), request(A, eur(5_00), { buyerIban })).at(-1)).toMatchObject({
      type: 'RefundPayoutOrdered',
      data: { buyerIban },
    }));

  it('is not taken of a card: the money goes back by the payment itself', () =>
    given(...after(open({ method: CARD })))
      .when(request(A, eur(5_00), { buyerIban }))
      .thenRejected('buyer-iban-not-taken'));

  it('is another refund when it changes, but not when it was erased', () => {
    const asked = after(bank(), request(A, eur(5_00), { buyerIban }));
    given(...asked)
      .when(request(A, eur(5_00)))
      .thenRejected('refund-id-reused');
    const erased = asked.map((event): AccountEvent =>
      event.type === 'RefundRequested'
        ? { ...event, data: { ...event.data, buyerIban: ERASED } }
        : event,
    );
    given(...erased)
      .when(request(A, eur(5_00), { buyerIban }))
      .thenNothing();
  });

  it('is told to the payout system, and left out where it was erased', () => {
    const [last] = after(bank(), request(A, eur(5_00), { buyerIban })).slice(-1);
    if (last?.type !== 'RefundPayoutOrdered') throw new Error('the payout is ordered');
    expect(payoutInstruction(recorded(last))?.data).toMatchObject({ buyerIban });
    const erased = { ...last, data: { ...last.data, buyerIban: ERASED } };
    expect(payoutInstruction(recorded(erased))?.data).not.toHaveProperty('buyerIban');
  });
});
