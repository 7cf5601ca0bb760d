import type { Actor, Tenant } from '@libs/kernel';
import { INSTITUTION } from '@libs/kernel';
import type { Caller } from '../sign-in/caller.js';
import type { Views } from '../surroundings.js';

/** Who acted, with the name that is known now; names live with users, never in events. */
export type Named = Actor & { readonly name?: string };

/** Joins actors with the names of a merchant's users as they are at reading. */
export async function namesFor(
  { merchants }: Pick<Views, 'merchants'>,
  tenant: Tenant,
): Promise<(actor: Actor) => Named> {
  if (tenant === INSTITUTION) return (actor) => actor;
  const merchant = (await merchants.load([tenant])).get(tenant)?.document;
  const names = new Map<string, string>(merchant?.users.map(({ userId, name }) => [userId, name]));
  return (actor) => {
    const name = isPerson(actor) ? names.get(actor.id) : undefined;
    return name === undefined ? actor : { ...actor, name };
  };
}

/** As a caller may see who acted: a buyer is told no names, and no ids, of the store's people. */
export async function actorsFor(
  views: Pick<Views, 'merchants'>,
  { tenant, buyerOf }: Pick<Caller, 'tenant' | 'buyerOf'>,
): Promise<(actor: Actor) => Named> {
  return buyerOf === undefined ? namesFor(views, tenant) : ({ kind }) => ({ kind, id: 'hidden' });
}

const isPerson = ({ kind }: Actor): boolean => kind === 'user' || kind === 'webstore';
