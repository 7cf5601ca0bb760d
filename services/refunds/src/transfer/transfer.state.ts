import type { TransferEvent } from '@libs/contracts';
import { assert, type Named } from '@libs/kernel';

/**
 * `assigned`: a refund has it until its account has answered. `unmatched` is the only state in
 * which an operator may speak for it.
 */
export type TransferState = { readonly status: 'awaited' } | KnownTransfer;

export type KnownTransfer = Known &
  (
    | { readonly status: 'received' }
    | { readonly status: 'unmatched' }
    | { readonly status: 'assigned'; readonly assigned: Assigned }
    | { readonly status: 'matched'; readonly matched: Matched }
    | { readonly status: 'to-be-sent-back' | 'sent-back' }
  );

interface Known {
  readonly received: Received;
  /** How many refunds it was assigned to, the last one with it (ADR 36). */
  readonly allocations: number;
}

export type Received = Named<TransferEvent, 'TransferReceived'>['data'];
type Assigned = Named<TransferEvent, 'TransferAssigned'>['data'];
type Matched = Named<TransferEvent, 'TransferMatched'>['data'];

export function evolve(state: TransferState, { type, data }: TransferEvent): TransferState {
  if (type === 'TransferReceived') {
    assert(state.status === 'awaited', 'a transfer is received once');
    return { status: 'received', received: data, allocations: 0 };
  }
  assert(state.status !== 'awaited', `${type} follows TransferReceived`);
  assert(state.status !== 'matched', `${type} comes before the match, which is for ever`);
  const { received, allocations } = state;
  switch (type) {
    case 'TransferAssigned':
      assert(isFree(state), 'a transfer is spoken for once at a time');
      assert(data.allocation === allocations + 1, 'allocations are counted one by one');
      return { status: 'assigned', received, allocations: data.allocation, assigned: data };
    case 'TransferMatched':
      assert(!goesBack(state), 'money that goes back funds nothing');
      return { status: 'matched', received, allocations, matched: data };
    case 'TransferUnmatched':
      assert(!goesBack(state), 'money that goes back waits for nobody');
      return { status: 'unmatched', received, allocations };
    case 'TransferSendBackDecided':
      assert(state.status === 'unmatched', 'only what funds nothing goes back');
      return { status: 'to-be-sent-back', received, allocations };
    case 'TransferSentBack':
      assert(state.status === 'to-be-sent-back', 'it is decided before it is done');
      return { status: 'sent-back', received, allocations };
  }
}

const isFree = ({ status }: KnownTransfer): boolean =>
  status === 'received' || status === 'unmatched';

const goesBack = ({ status }: KnownTransfer): boolean =>
  status === 'to-be-sent-back' || status === 'sent-back';
