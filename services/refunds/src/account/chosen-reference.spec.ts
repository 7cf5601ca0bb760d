import { eur, ReferenceNumber } from '@libs/kernel';
import { DIRECT, specFor } from '@libs/testing';
import { accountDecider } from './account.decider.js';
import { A, after, AFTER, claim, open, PAID, request, S1 } from './account.fixtures.js';

const given = specFor(accountDecider);
const chosenReference = ReferenceNumber.parse('19985242');
const agreed = open({ terms: { ...DIRECT, mayChooseReferences: true } });

describe('a reference that the merchant chose for its transfer', () => {
  it('is not taken without an agreement', () =>
    given(...after(open(), claim(S1, PAID)))
      .when(request(A, eur(5_00), { ...AFTER, chosenReference }))
      .thenRejected('chosen-reference-not-taken'));

  it('is not taken before settlement: nothing is transferred then', () =>
    given(...after(agreed))
      .when(request(A, eur(5_00), { chosenReference }))
      .thenRejected('chosen-reference-not-taken'));

  it('is asked to be taken before the request is recorded', () =>
    given(...after(agreed, claim(S1, PAID)))
      .when(request(A, eur(5_00), { timing: 'after-settlement', chosenReference }))
      .thenRejected('funding-instructions-missing'));

  it('stands in what is to be transferred', () => {
    const funding = { ...AFTER.funding, reference: chosenReference };
    const asked = request(A, eur(5_00), { ...AFTER, funding, chosenReference });
    expect(after(agreed, claim(S1, PAID), asked).at(-1)).toMatchObject({
      type: 'RefundRequested',
      data: { funding: { reference: chosenReference } },
    });
  });
});
