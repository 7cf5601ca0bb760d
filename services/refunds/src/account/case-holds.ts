import type { AccountEvent, HoldKind } from '@libs/contracts';
import { entriesOf, withEntry, type Named } from '@libs/kernel';
import type { Account } from './account.state.js';

type Data<Type extends AccountEvent['type']> = Named<AccountEvent, Type>['data'];

/** A reason to keep the money; several cases are one. */
export function holdPlaced(
  account: Account,
  { hold, caseId, endsAt }: Data<'HoldPlaced'>,
): Account {
  const holds = [...without(account.holds, hold), hold];
  if (hold === 'funded-money') return { ...account, holds, fundedUntil: endsAt };
  return caseId === undefined
    ? { ...account, holds }
    : { ...account, holds, cases: withEntry(account.cases, caseId, 'held') };
}

/** The hold of cases stands for as long as one of them does. */
export function holdReleased(account: Account, { hold, caseId }: Data<'HoldReleased'>): Account {
  const fundedUntil = hold === 'funded-money' ? undefined : account.fundedUntil;
  if (caseId === undefined) return { ...account, holds: without(account.holds, hold), fundedUntil };
  const cases = withEntry(account.cases, caseId, 'released');
  const isHeld = entriesOf(cases).some(([, answer]) => answer === 'held');
  return { ...account, cases, holds: isHeld ? account.holds : without(account.holds, hold) };
}

const without = (holds: readonly HoldKind[], hold: HoldKind): readonly HoldKind[] =>
  holds.filter((each) => each !== hold);
