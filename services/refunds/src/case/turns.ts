import type { CaseParty, CaseTerms } from '@libs/contracts';
import { endOfDay, type Timestamp } from '@libs/kernel';

/** By when a party is to answer: the end of the last day in Helsinki (domain: Cases). */
export const answerBy = (terms: CaseTerms, awaits: CaseParty, at: Timestamp): Timestamp =>
  endOfDay(at, awaits === 'merchant' ? terms.merchantAnswerDays : terms.buyerAnswerDays);
