import { ERASED, TransferCommand, TransferEvent } from '@libs/contracts';
import {
  accept,
  assert,
  INSTITUTION,
  reject,
  sameContents,
  type Aggregate,
  type Decider,
  type Decision,
  type Named,
  type Refusal,
} from '@libs/kernel';

export const transferDecider: Decider<
  TransferCommand,
  TransferState,
  TransferEvent,
  TransferRejection
> = { initialState: { status: 'awaited' }, decide, evolve };

/** Money that came to the institution's account: its stream is named by the bank's own id. */
export const transfer: Aggregate<TransferCommand, TransferState, TransferEvent, TransferRejection> =
  {
    category: 'transfer',
    command: TransferCommand,
    event: TransferEvent,
    decider: transferDecider,
    streamId: ({ data }) => data.transferId,
    begins: ['RecordTransfer'],
  };

export type TransferState =
  | { readonly status: 'awaited' }
  | { readonly status: 'received' | 'unmatched'; readonly received: Received }
  | { readonly status: 'matched'; readonly received: Received; readonly matched: Matched };

export type TransferRejection = Refusal<'transfer-id-reused' | 'already-matched'>;

type Received = Named<TransferEvent, 'TransferReceived'>['data'];
type Matched = Named<TransferEvent, 'TransferMatched'>['data'];
type TransferDecision = Decision<TransferEvent, TransferRejection>;
type Known = Exclude<TransferState, { readonly status: 'awaited' }>;
type Data<Type extends TransferCommand['type']> = Named<TransferCommand, Type>['data'];

function decide(command: TransferCommand, state: TransferState): TransferDecision {
  if (command.type === 'RecordTransfer') return record(command.data, state);
  assert(state.status !== 'awaited', 'only RecordTransfer begins a transfer');
  switch (command.type) {
    case 'MatchTransfer':
      return match(command.data, state);
    case 'LeaveUnmatched':
      return leaveUnmatched(command.data, state);
  }
}

function record({ at, ...told }: Data<'RecordTransfer'>, state: TransferState): TransferDecision {
  if (state.status !== 'awaited')
    return isAsTold(state.received, told) ? accept() : reject('transfer-id-reused');
  return accept({
    type: 'TransferReceived',
    data: { ...told, merchantId: INSTITUTION, receivedAt: at },
  });
}

/** The account has said that it counted the transfer: that is so, whatever was thought before. */
function match({ at, ...funded }: Data<'MatchTransfer'>, state: Known): TransferDecision {
  if (state.status === 'matched') {
    const { matchedAt: _matchedAt, merchantId: _merchantId, ...matched } = state.matched;
    return sameContents(matched, funded) ? accept() : reject('already-matched');
  }
  return accept({
    type: 'TransferMatched',
    data: { ...funded, merchantId: INSTITUTION, matchedAt: at },
  });
}

/** The first reason stands. */
function leaveUnmatched(data: Data<'LeaveUnmatched'>, state: Known): TransferDecision {
  const { transferId, reason, at } = data;
  switch (state.status) {
    case 'matched':
      return reject('already-matched');
    case 'unmatched':
      return accept();
    case 'received':
      return accept({
        type: 'TransferUnmatched',
        data: { transferId, merchantId: INSTITUTION, reason, unmatchedAt: at },
      });
  }
}

function evolve(state: TransferState, { type, data }: TransferEvent): TransferState {
  if (type === 'TransferReceived') {
    assert(state.status === 'awaited', 'a transfer is received once');
    return { status: 'received', received: data };
  }
  assert(state.status !== 'awaited', `${type} follows TransferReceived`);
  assert(state.status !== 'matched', `${type} comes before the match, which is for ever`);
  switch (type) {
    case 'TransferMatched':
      return { status: 'matched', received: state.received, matched: data };
    case 'TransferUnmatched':
      return { status: 'unmatched', received: state.received };
  }
}

/** The bank tells a transfer as often as it likes; a name that was erased cannot be compared. */
function isAsTold(received: Received, told: Omit<Data<'RecordTransfer'>, 'at'>): boolean {
  const { merchantId: _merchantId, receivedAt: _receivedAt, payerName, ...rest } = received;
  const { payerName: toldName, ...toldRest } = told;
  return sameContents(rest, toldRest) && (payerName === ERASED || payerName === toldName);
}
