import { FundingCommand, FundingEvent, OFFER_KEPT_HOURS } from '@libs/contracts';
import {
  accept,
  assert,
  equal,
  hoursAfter,
  isBefore,
  plainReference,
  ReferenceNumber,
  reject,
  type Aggregate,
  type Decider,
  type Decision,
  type Iban,
  type Money,
  type Named,
  type Refusal,
  type Timestamp,
  type TransferId,
} from '@libs/kernel';

export const fundingDecider: Decider<FundingCommand, FundingState, FundingEvent, FundingRejection> =
  { initialState: { status: 'nobodys' }, decide, evolve };

/**
 * A reference number under which a merchant's transfer for a refund is awaited: taken by
 * beginning its stream, so that no two refunds ever wait under one.
 */
export const funding: Aggregate<FundingCommand, FundingState, FundingEvent, FundingRejection> = {
  category: 'funding',
  command: FundingCommand,
  event: FundingEvent,
  decider: fundingDecider,
  streamId: ({ data }) => plainReference(data.reference),
  begins: ['ReserveFunding'],
};

export type FundingRejection = Refusal<'reference-taken'>;

/**
 * `reserved`: the news of the request is not here, so a transfer that is here first is kept.
 * `allocated`: a transfer that fits went to the refund. `closed`: the refund was withdrawn.
 */
export type FundingState =
  | { readonly status: 'nobodys' }
  | (Taken & { readonly status: 'reserved'; readonly offers: readonly Kept[] })
  | (Taken & { readonly status: 'awaited'; readonly awaited: Awaited })
  | (Taken & { readonly status: 'allocated' | 'closed' });

interface Taken {
  readonly reserved: Reserved;
  /** Transfers that were answered, or are kept for an answer. */
  readonly known: ReadonlySet<TransferId>;
}

/** What a transfer must be to fit. */
interface Awaited {
  readonly iban: Iban;
  readonly amount: Money;
}

interface Offer extends Awaited {
  readonly transferId: TransferId;
}

/** An offer that is kept, and since when. */
interface Kept extends Offer {
  readonly offeredAt: Timestamp;
}

type Reserved = Named<FundingEvent, 'FundingReserved'>['data'];
type Mismatch = Named<FundingEvent, 'TransferDeclined'>['data']['reason'];
type FundingDecision = Decision<FundingEvent, FundingRejection>;
type Known = Exclude<FundingState, { readonly status: 'nobodys' }>;
type Data<Type extends FundingCommand['type']> = Named<FundingCommand, Type>['data'];

function decide(command: FundingCommand, state: FundingState): FundingDecision {
  if (command.type === 'ReserveFunding') return reserve(command.data, state);
  assert(state.status !== 'nobodys', 'only ReserveFunding begins a funding');
  switch (command.type) {
    case 'AwaitFunding':
      return awaitTransfer(command.data, state);
    case 'CloseFunding':
      return close(command.data, state);
    case 'OfferTransfer':
      return offer(command.data, state);
    case 'DeclineOffers':
      return declineOld(command.data, state);
  }
}

/** The same refund reserves as often as it likes; a reference that a request used is never free. */
function reserve(data: Data<'ReserveFunding'>, state: FundingState): FundingDecision {
  const { merchantId, orderId, refundId, at } = data;
  const reference = ReferenceNumber.parse(plainReference(data.reference));
  const reserved: FundingEvent = {
    type: 'FundingReserved',
    data: { reference, merchantId, orderId, refundId, reservedAt: at },
  };
  if (state.status === 'nobodys') return accept(reserved);
  if (isHeldBy(state, data)) return accept();
  if (!isAbandoned(state, data)) return reject('reference-taken');
  return accept(...declinedOffers(state, 'not-awaited', at), reserved);
}

const isHeldBy = ({ reserved }: Known, data: Data<'ReserveFunding'>): boolean =>
  reserved.refundId === data.refundId &&
  reserved.orderId === data.orderId &&
  reserved.merchantId === data.merchantId;

/** No request followed it, and it is too old for the news of one to be still on its way. */
const isAbandoned = (state: Known, data: Data<'ReserveFunding'>): boolean =>
  state.status === 'reserved' &&
  state.reserved.merchantId === data.merchantId &&
  data.abandonedBefore !== undefined &&
  state.reserved.reservedAt < data.abandonedBefore;

/** The request followed; what was offered before this news is answered with it. */
function awaitTransfer(data: Data<'AwaitFunding'>, state: Known): FundingDecision {
  const { refundId, iban, amount, at } = data;
  if (state.reserved.refundId !== refundId) return reject('reference-taken');
  if (state.status !== 'reserved') return accept();
  const awaited: FundingEvent = {
    type: 'FundingAwaited',
    data: { ...namesIn(state), iban, amount, awaitedAt: at },
  };
  const fitting = state.offers.find((each) => mismatchOf(each, data) === undefined);
  const answers = state.offers.map((each) =>
    each === fitting
      ? allocated(state, each, at)
      : declined(state, each, mismatchOf(each, data) ?? 'already-funded', at),
  );
  return accept(awaited, ...answers);
}

/** May be here before the news of the request, which then finds nothing to wait for. */
function close({ refundId, at }: Data<'CloseFunding'>, state: Known): FundingDecision {
  if (state.reserved.refundId !== refundId) return reject('reference-taken');
  if (state.status === 'closed') return accept();
  return accept(
    { type: 'FundingClosed', data: { ...namesIn(state), closedAt: at } },
    ...declinedOffers(state, 'withdrawn', at),
  );
}

/** Each transfer is answered once, by an event, yes or no (ADR 17). */
function offer(data: Data<'OfferTransfer'>, state: Known): FundingDecision {
  const { transferId, iban, amount, at } = data;
  if (state.known.has(transferId)) return accept();
  switch (state.status) {
    case 'reserved':
      return accept({
        type: 'TransferOffered',
        data: { ...namesIn(state), transferId, iban, amount, offeredAt: at },
      });
    case 'awaited': {
      const mismatch = mismatchOf(data, state.awaited);
      return accept(
        mismatch === undefined ? allocated(state, data, at) : declined(state, data, mismatch, at),
      );
    }
    case 'allocated':
      return accept(declined(state, data, 'already-funded', at));
    case 'closed':
      return accept(declined(state, data, 'withdrawn', at));
  }
}

/** No request followed in all that time: what was kept for it is for operators to deal with. */
function declineOld({ at }: Data<'DeclineOffers'>, state: Known): FundingDecision {
  if (state.status !== 'reserved') return accept();
  const old = state.offers.filter(
    ({ offeredAt }) => !isBefore(at, hoursAfter(offeredAt, OFFER_KEPT_HOURS)),
  );
  return accept(...old.map((each) => declined(state, each, 'not-awaited', at)));
}

/** A transfer matches by receiving IBAN, reference and sum (domain: Refund after settlement). */
function mismatchOf({ iban, amount }: Awaited, awaited: Awaited): Mismatch | undefined {
  if (iban !== awaited.iban) return 'iban-differs';
  return equal(amount, awaited.amount) ? undefined : 'sum-differs';
}

const declinedOffers = (state: Known, reason: Mismatch, at: Timestamp): readonly FundingEvent[] =>
  state.status === 'reserved' ? state.offers.map((each) => declined(state, each, reason, at)) : [];

const allocated = (state: Known, { transferId, amount }: Offer, at: Timestamp): FundingEvent => ({
  type: 'TransferAllocated',
  data: { ...namesIn(state), transferId, amount, allocatedAt: at },
});

const declined = (
  state: Known,
  { transferId }: Pick<Offer, 'transferId'>,
  reason: Mismatch,
  at: Timestamp,
): FundingEvent => ({
  type: 'TransferDeclined',
  data: { ...namesIn(state), transferId, reason, declinedAt: at },
});

function namesIn({ reserved: { reference, merchantId, orderId, refundId } }: Known) {
  return { reference, merchantId, orderId, refundId };
}

function evolve(state: FundingState, { type, data }: FundingEvent): FundingState {
  if (type === 'FundingReserved') {
    assert(state.status === 'nobodys' || state.status === 'reserved', 'only what no request used');
    const known = state.status === 'reserved' ? state.known : new Set<TransferId>();
    return { status: 'reserved', reserved: data, offers: [], known };
  }
  assert(state.status !== 'nobodys', `${type} follows FundingReserved`);
  const { reserved, known } = state;
  switch (type) {
    case 'FundingAwaited':
      assert(state.status === 'reserved', 'a transfer is awaited once');
      return {
        status: 'awaited',
        reserved,
        known,
        awaited: { iban: data.iban, amount: data.amount },
      };
    case 'FundingClosed':
      return { status: 'closed', reserved, known };
    case 'TransferOffered':
      assert(state.status === 'reserved', 'a transfer is kept while the request is not known');
      return { ...withKnown(state, data), offers: [...state.offers, data] };
    case 'TransferAllocated':
      assert(state.status === 'awaited', 'a transfer goes to a refund that waits for it');
      return { status: 'allocated', reserved, known: new Set([...known, data.transferId]) };
    case 'TransferDeclined':
      return withKnown(withoutOffer(state, data), data);
  }
}

const withoutOffer = <State extends Known>(
  state: State,
  { transferId }: Pick<Offer, 'transferId'>,
): State =>
  state.status === 'reserved'
    ? { ...state, offers: state.offers.filter((each) => each.transferId !== transferId) }
    : state;

const withKnown = <State extends Known>(
  state: State,
  { transferId }: Pick<Offer, 'transferId'>,
): State => ({ ...state, known: new Set([...state.known, transferId]) });
