import type { CaseCommand, CaseEvent, CaseParty } from '@libs/contracts';
import { accept, equal, reject, type Decision, type Named, type Refusal } from '@libs/kernel';
import type { Case } from './case.state.js';
import { barrierToAnswer, type TurnRejection } from './turn-barrier.js';
import { answerBy } from './turns.js';

export type OfferRejection =
  TurnRejection | Refusal<'nothing-to-negotiate' | 'same-offer' | 'too-many-offers'>;

/** A negotiation that has not come to an end by then is talked over by other means. */
const OFFERS_MAX = 20;

/** Another sum instead: of a price reduction, or to set a reclamation right. */
export function counterOffer(
  { by, amount, message, offeredBy, at }: Named<CaseCommand, 'CounterOffer'>['data'],
  state: Case,
): Decision<CaseEvent, OfferRejection> {
  const barrier = barrierToAnswer(by, state);
  if (barrier !== undefined) return barrier;
  const { opened, proposal, offers } = state;
  const { caseId, orderId, merchantId, kind, terms } = opened;
  if (kind !== 'price-reduction' && kind !== 'reclamation')
    return reject('nothing-to-negotiate', { kind });
  if (proposal.amount !== undefined && equal(proposal.amount, amount)) return reject('same-offer');
  if (offers >= OFFERS_MAX) return reject('too-many-offers', { max: OFFERS_MAX });
  const awaits: CaseParty = by === 'buyer' ? 'merchant' : 'buyer';
  return accept({
    type: 'CaseCounterOffered',
    data: {
      ...{ caseId, orderId, merchantId, by, amount },
      ...(message !== undefined && { message }),
      ...(offeredBy !== undefined && { offeredBy }),
      ...{ awaits, answerBy: answerBy(terms, awaits, at), offeredAt: at },
    },
  });
}
