import {
  ERASED,
  MerchantCommand,
  MerchantEvent,
  type HashAlgorithm,
  type Role,
} from '@libs/contracts';
import {
  accept,
  assert,
  reject,
  sameContents,
  type Aggregate,
  type Decider,
  type Decision,
  type Named,
  type Refusal,
  type SellerId,
  type UserId,
} from '@libs/kernel';

export const merchantDecider: Decider<
  MerchantCommand,
  MerchantState,
  MerchantEvent,
  MerchantRejection
> = {
  initialState: { status: 'unknown' },
  decide,
  evolve,
};

export const merchant: Aggregate<MerchantCommand, MerchantState, MerchantEvent, MerchantRejection> =
  {
    category: 'merchant',
    command: MerchantCommand,
    event: MerchantEvent,
    decider: merchantDecider,
    streamId: ({ data }) => data.merchantId,
    begins: ['RegisterMerchant'],
  };

export type MerchantState = { readonly status: 'unknown' } | Registered;

interface Registered {
  readonly status: 'registered';
  readonly company: Event<'MerchantRegistered'>['company'];
  readonly webStores: ReadonlyMap<SellerId, WebStore>;
  /** The agreement that holds; earlier ones live on in the orders they were made for. */
  readonly agreement: Event<'ServiceAgreementMade'> | undefined;
  readonly users: ReadonlyMap<UserId, Event<'UserAdded'>>;
  readonly hashAlgorithms: readonly HashAlgorithm[] | undefined;
}

interface WebStore {
  readonly opened: Event<'WebStoreOpened'>;
  /** Generations of the secret key, and whether each may be used; the keys decide nothing. */
  readonly keyGenerations: ReadonlyMap<number, 'in-use' | 'retired'>;
}

export type MerchantRejection = Refusal<
  | 'already-registered'
  | 'seller-id-taken'
  | 'agreement-version-out-of-order'
  | 'web-store-unknown'
  | 'key-generation-used'
  | 'key-generation-unknown'
  | 'user-id-taken'
  | 'role-of-the-institution'
>;

type Event<Type extends MerchantEvent['type']> = Named<MerchantEvent, Type>['data'];
type Command<Type extends MerchantCommand['type']> = Named<MerchantCommand, Type>['data'];
type MerchantDecision = Decision<MerchantEvent, MerchantRejection>;

function decide(command: MerchantCommand, state: MerchantState): MerchantDecision {
  if (command.type === 'RegisterMerchant') return registerMerchant(command.data, state);
  assert(state.status === 'registered', 'only RegisterMerchant begins a merchant');
  switch (command.type) {
    case 'OpenWebStore':
      return openWebStore(command.data, state);
    case 'MakeServiceAgreement':
      return makeServiceAgreement(command.data, state);
    case 'IssueSecretKey':
      return issueSecretKey(command.data, state);
    case 'RetireSecretKey':
      return retireSecretKey(command.data, state);
    case 'AllowHashAlgorithms':
      return allowHashAlgorithms(command.data, state);
    case 'AddUser':
      return addUser(command.data, state);
  }
}

function registerMerchant(
  { at, ...merchant }: Command<'RegisterMerchant'>,
  state: MerchantState,
): MerchantDecision {
  if (state.status === 'registered')
    return sameContents(state.company, merchant.company) ? accept() : reject('already-registered');
  return accept({ type: 'MerchantRegistered', data: { ...merchant, registeredAt: at } });
}

function openWebStore(
  { at, ...webStore }: Command<'OpenWebStore'>,
  { webStores }: Registered,
): MerchantDecision {
  const earlier = webStores.get(webStore.sellerId);
  if (earlier !== undefined)
    return sameContents(earlier.opened, { ...webStore, openedAt: earlier.opened.openedAt })
      ? accept()
      : reject('seller-id-taken');
  return accept({ type: 'WebStoreOpened', data: { ...webStore, openedAt: at } });
}

function makeServiceAgreement(
  { at, ...made }: Command<'MakeServiceAgreement'>,
  { agreement, webStores }: Registered,
): MerchantDecision {
  const given = made.terms.agreementVersion;
  const expected = (agreement?.terms.agreementVersion ?? 0) + 1;
  if (agreement !== undefined && sameContents(agreement, { ...made, madeAt: agreement.madeAt }))
    return accept();
  if (given !== expected) return reject('agreement-version-out-of-order', { given, expected });
  const unknown = made.inspectionOf?.find(({ sellerId }) => !webStores.has(sellerId));
  if (unknown !== undefined) return reject('web-store-unknown', { sellerId: unknown.sellerId });
  return accept({ type: 'ServiceAgreementMade', data: { ...made, madeAt: at } });
}

function issueSecretKey(
  { at, ...issued }: Command<'IssueSecretKey'>,
  { webStores }: Registered,
): MerchantDecision {
  const webStore = webStores.get(issued.sellerId);
  if (webStore === undefined) return reject('web-store-unknown', { sellerId: issued.sellerId });
  if (webStore.keyGenerations.has(issued.generation))
    return reject('key-generation-used', { generation: issued.generation });
  return accept({ type: 'SecretKeyIssued', data: { ...issued, issuedAt: at } });
}

/** Keys overlap: the shop moves to a new one first, then the old one is retired. */
function retireSecretKey(
  { at, ...retired }: Command<'RetireSecretKey'>,
  { webStores }: Registered,
): MerchantDecision {
  const { sellerId, generation } = retired;
  const webStore = webStores.get(sellerId);
  if (webStore === undefined) return reject('web-store-unknown', { sellerId });
  const known = webStore.keyGenerations.get(generation);
  if (known === undefined) return reject('key-generation-unknown', { generation });
  return known === 'retired'
    ? accept()
    : accept({ type: 'SecretKeyRetired', data: { ...retired, retiredAt: at } });
}

function allowHashAlgorithms(
  { at, merchantId, algorithms }: Command<'AllowHashAlgorithms'>,
  state: Registered,
): MerchantDecision {
  const wanted = [...new Set(algorithms)].sort();
  return sameContents(state.hashAlgorithms, wanted)
    ? accept()
    : accept({
        type: 'HashAlgorithmsAllowed',
        data: { merchantId, algorithms: wanted, allowedAt: at },
      });
}

function addUser({ at, ...user }: Command<'AddUser'>, { users }: Registered): MerchantDecision {
  const earlier = users.get(user.userId);
  if (earlier !== undefined)
    return isSameUser(earlier, user) ? accept() : reject('user-id-taken', { userId: user.userId });
  const foreign = user.roles.find((role) => OF_THE_INSTITUTION.includes(role));
  if (foreign !== undefined) return reject('role-of-the-institution', { role: foreign });
  return accept({ type: 'UserAdded', data: { ...user, addedAt: at } });
}

function evolve(state: MerchantState, { type, data }: MerchantEvent): MerchantState {
  if (type === 'MerchantRegistered') {
    assert(state.status === 'unknown', 'a merchant is registered once');
    return {
      status: 'registered',
      company: data.company,
      webStores: new Map(),
      agreement: undefined,
      users: new Map(),
      hashAlgorithms: undefined,
    };
  }
  assert(state.status === 'registered', `${type} follows MerchantRegistered`);
  switch (type) {
    case 'WebStoreOpened':
      return withWebStore(state, { opened: data, keyGenerations: new Map() });
    case 'ServiceAgreementMade':
      return { ...state, agreement: data };
    case 'SecretKeyIssued':
      return withKey(state, data, 'in-use');
    case 'SecretKeyRetired':
      return withKey(state, data, 'retired');
    case 'HashAlgorithmsAllowed':
      return { ...state, hashAlgorithms: data.algorithms };
    case 'UserAdded':
      return { ...state, users: new Map(state.users).set(data.userId, data) };
  }
}

function withKey(
  state: Registered,
  { sellerId, generation }: Event<'SecretKeyIssued'> | Event<'SecretKeyRetired'>,
  use: 'in-use' | 'retired',
): Registered {
  const webStore = state.webStores.get(sellerId);
  assert(webStore !== undefined, 'a key belongs to a web store that is open');
  const keyGenerations = new Map(webStore.keyGenerations).set(generation, use);
  return withWebStore(state, { ...webStore, keyGenerations });
}

const withWebStore = (state: Registered, webStore: WebStore): Registered => ({
  ...state,
  webStores: new Map(state.webStores).set(webStore.opened.sellerId, webStore),
});

/** Its people and systems are no merchant's users. */
const OF_THE_INSTITUTION: readonly Role[] = ['operator', 'simulator'];

/** What was erased since cannot be compared. */
function isSameUser(
  earlier: Event<'UserAdded'>,
  { name, email, roles }: Omit<Command<'AddUser'>, 'at'>,
): boolean {
  return (
    sameContents(earlier.roles, roles) &&
    (earlier.name === ERASED || earlier.name === name) &&
    (earlier.email === ERASED || earlier.email === email)
  );
}
