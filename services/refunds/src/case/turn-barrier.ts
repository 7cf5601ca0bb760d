import type { CaseParty } from '@libs/contracts';
import { reject, type Decision, type Refusal } from '@libs/kernel';
import type { Case } from './case.state.js';

export type TurnRejection = Refusal<'case-closed' | 'acceptance-under-way' | 'not-your-turn'>;

/** What keeps a party from answering now; a deadline that passed does not. */
export function barrierToAnswer(
  by: CaseParty,
  { status, turn, closed }: Case,
): Decision<never, TurnRejection> | undefined {
  if (status === 'closed') return reject('case-closed', { outcome: closed?.outcome });
  if (status === 'accepting') return reject('acceptance-under-way');
  return turn.awaits === by ? undefined : reject('not-your-turn', { awaits: turn.awaits });
}
