import {
  isTraceable,
  PARCELS_MAX,
  permitted,
  trackingProblem,
  type DeliveryCommand,
  type DeliveryEvent,
  type ParcelNotice,
  type PermissionRule,
} from '@libs/contracts';
import {
  accept,
  reject,
  type Decision,
  type Named,
  type ParcelId,
  type Refusal,
} from '@libs/kernel';
import { type DeliveryOfOrder, type KnownParcel } from './delivery.state.js';
import { acceptBeginning } from './inspection.js';

/** Why a store's word about its parcels is refused. */
export type ParcelRejection = Refusal<
  | PermissionRule
  | 'nothing-told'
  | 'parcels-wrong'
  | 'too-many-parcels'
  | 'force-needed'
  | 'parcel-unknown'
  | 'parcel-handed-over'
  | 'last-parcel'
>;

/** What is wrong with one parcel of a request, by its place in it. */
export interface ParcelProblem {
  readonly index: number;
  readonly problem:
    | 'tracking-code-missing'
    | 'tracking-code-malformed'
    | 'method-not-agreed'
    | 'parcel-id-used'
    | 'told-already'
    | 'told-twice';
}

type ParcelDecision = Decision<DeliveryEvent, ParcelRejection>;
type Data<Type extends DeliveryCommand['type']> = Named<DeliveryCommand, Type>['data'];

/** Adds parcels, says that all are sent, or both. What was told already, alike, is not added. */
export function addParcels(data: Data<'AddParcels'>, state: DeliveryOfOrder): ParcelDecision {
  const { parcels, allSent, force, at } = data;
  const added = parcels.filter((parcel) => !isKnown(parcel, state));
  const refusal =
    refusalOfPackage(state) ??
    refusalOfContents(data, state) ??
    refusalOfProblems(parcels, state) ??
    (added.length > 0 ? refusalOfForce(force, state) : undefined);
  if (refusal !== undefined) return refusal;
  const { orderId, merchantId } = state.awaited;
  const isForced = state.isAllSent;
  const events = added.map((parcel): DeliveryEvent => ({
    type: 'ParcelAdded',
    data: { orderId, merchantId, ...parcel, isForced, addedAt: at },
  }));
  if (allSent && !state.isAllSent)
    events.push({ type: 'AllSent', data: { orderId, merchantId, allSentAt: at } });
  return acceptBeginning(state, at, ...events);
}

/** What the carrier has handed over cannot become another parcel. */
export function changeParcel(data: Data<'ChangeParcel'>, state: DeliveryOfOrder): ParcelDecision {
  const { parcelId, method, tracking, force, at } = data;
  const parcel = state.parcels.get(parcelId);
  if (parcel === undefined) return refusalOfUnknown(parcelId, state);
  if (isSame(parcel, data)) return accept();
  const others = { ...state, parcels: without(state.parcels, parcelId) };
  const refusal =
    refusalOfForce(force, state) ??
    refusalOfHandOver(parcel) ??
    refusalOfProblems([{ parcelId, method, ...(tracking !== undefined && { tracking }) }], others);
  if (refusal !== undefined) return refusal;
  const { orderId, merchantId } = state.awaited;
  return acceptBeginning(state, at, {
    type: 'ParcelChanged',
    data: {
      ...{ orderId, merchantId, parcelId, method },
      ...(tracking !== undefined && { tracking }),
      isForced: state.isAllSent,
      changedAt: at,
    },
  });
}

/** Of what was sent in full, something was sent: its last parcel is changed, not removed. */
export function removeParcel(data: Data<'RemoveParcel'>, state: DeliveryOfOrder): ParcelDecision {
  const { parcelId, force, at } = data;
  if (state.removed.has(parcelId)) return accept();
  const parcel = state.parcels.get(parcelId);
  if (parcel === undefined) return refusalOfUnknown(parcelId, state);
  const refusal = refusalOfForce(force, state) ?? refusalOfHandOver(parcel);
  if (refusal !== undefined) return refusal;
  if (state.isAllSent && state.parcels.size === 1) return reject('last-parcel', { parcelId });
  const { orderId, merchantId } = state.awaited;
  return acceptBeginning(state, at, {
    type: 'ParcelRemoved',
    data: { orderId, merchantId, parcelId, isForced: state.isAllSent, removedAt: at },
  });
}

/** Shipping data belongs to the Satisfaction Guarantee alone (domain: Delivery). */
function refusalOfPackage({ awaited }: DeliveryOfOrder) {
  const { servicePackage } = awaited;
  const permission = permitted({ action: 'tell-parcels', servicePackage });
  return permission.allowed ? undefined : reject(permission.rule);
}

/** A parcel that is not there: where there can be none, the rule says more. */
const refusalOfUnknown = (parcelId: ParcelId, state: DeliveryOfOrder) =>
  refusalOfPackage(state) ?? reject('parcel-unknown', { parcelId });

function refusalOfContents({ parcels, allSent }: Data<'AddParcels'>, state: DeliveryOfOrder) {
  const told = state.parcels.size + parcels.filter((each) => !isKnown(each, state)).length;
  if (told > PARCELS_MAX) return reject('too-many-parcels', { max: PARCELS_MAX });
  if (parcels.length === 0 && (!allSent || told === 0)) return reject('nothing-told');
  return undefined;
}

/** After all was sent, a change needs a second word (domain: Delivery). */
const refusalOfForce = (force: boolean, { isAllSent }: DeliveryOfOrder) =>
  isAllSent && !force ? reject('force-needed') : undefined;

const refusalOfHandOver = ({ handedOverAt }: KnownParcel) =>
  handedOverAt === undefined ? undefined : reject('parcel-handed-over', { handedOverAt });

function refusalOfProblems(parcels: readonly ParcelNotice[], state: DeliveryOfOrder) {
  const problems = parcels.flatMap((parcel, index): readonly ParcelProblem[] => {
    const problem = problemOf(parcel, parcels.slice(0, index), state);
    return problem === undefined ? [] : [{ index, problem }];
  });
  return problems.length === 0 ? undefined : reject('parcels-wrong', { problems });
}

function problemOf(
  parcel: ParcelNotice,
  before: readonly ParcelNotice[],
  state: DeliveryOfOrder,
): ParcelProblem['problem'] | undefined {
  const { parcelId, method, tracking } = parcel;
  if (isKnown(parcel, state)) return undefined;
  if (state.parcels.has(parcelId) || state.removed.has(parcelId)) return 'parcel-id-used';
  if (before.some((other) => other.parcelId === parcelId || isSameTracked(other, parcel)))
    return 'told-twice';
  if ([...state.parcels.values()].some((other) => isSameTracked(other, parcel)))
    return 'told-already';
  if (state.awaited.deliveryMethods?.includes(method) === false) return 'method-not-agreed';
  return trackingProblem(method, tracking);
}

const isKnown = (parcel: ParcelNotice, { parcels }: DeliveryOfOrder): boolean => {
  const known = parcels.get(parcel.parcelId);
  return known !== undefined && isSame(known, parcel);
};

type Told = Pick<KnownParcel, 'method'> & { readonly tracking?: string | undefined };

const isSame = (a: Told, b: Told): boolean => a.method === b.method && a.tracking === b.tracking;

/** Two letters without a code may be two letters; one tracking code is one parcel. */
const isSameTracked = (a: Told, b: Told): boolean => isTraceable(a.method) && isSame(a, b);

function without(
  parcels: DeliveryOfOrder['parcels'],
  parcelId: ParcelNotice['parcelId'],
): DeliveryOfOrder['parcels'] {
  const others = new Map(parcels);
  others.delete(parcelId);
  return others;
}
