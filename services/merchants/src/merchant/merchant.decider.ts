import { ERASED, MerchantCommand, MerchantEvent, type Role } from '@libs/contracts';
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
}

interface WebStore {
  readonly opened: Event<'WebStoreOpened'>;
  /** Generations of the secret key; the keys themselves decide nothing. */
  readonly keyGenerations: ReadonlySet<number>;
}

export type MerchantRejection = Refusal<
  | 'already-registered'
  | 'seller-id-taken'
  | 'agreement-version-out-of-order'
  | 'web-store-unknown'
  | 'key-generation-used'
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
  { agreement }: Registered,
): MerchantDecision {
  const given = made.terms.agreementVersion;
  const expected = (agreement?.terms.agreementVersion ?? 0) + 1;
  if (agreement !== undefined && sameContents(agreement, { ...made, madeAt: agreement.madeAt }))
    return accept();
  if (given !== expected) return reject('agreement-version-out-of-order', { given, expected });
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
    };
  }
  assert(state.status === 'registered', `${type} follows MerchantRegistered`);
  switch (type) {
    case 'WebStoreOpened':
      return withWebStore(state, { opened: data, keyGenerations: new Set() });
    case 'ServiceAgreementMade':
      return { ...state, agreement: data };
    case 'SecretKeyIssued':
      return withKey(state, data);
    case 'UserAdded':
      return { ...state, users: new Map(state.users).set(data.userId, data) };
  }
}

function withKey(state: Registered, issued: Event<'SecretKeyIssued'>): Registered {
  const webStore = state.webStores.get(issued.sellerId);
  assert(webStore !== undefined, 'a key is issued for a web store that is open');
  const keyGenerations = new Set(webStore.keyGenerations).add(issued.generation);
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
