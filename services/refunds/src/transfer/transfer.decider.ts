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
import { allocate, noteSentBack, sendBack, type OperatorRejection } from './operators-word.js';
import { evolve, type KnownTransfer, type Received, type TransferState } from './transfer.state.js';
import { assigned, leftUnmatched } from './transfer-facts.js';

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

export type TransferRejection =
  OperatorRejection | Refusal<'transfer-id-reused' | 'already-matched' | 'spoken-for'>;

type TransferDecision = Decision<TransferEvent, TransferRejection>;
type Data<Type extends TransferCommand['type']> = Named<TransferCommand, Type>['data'];

function decide(command: TransferCommand, state: TransferState): TransferDecision {
  if (command.type === 'RecordTransfer') return record(command.data, state);
  assert(state.status !== 'awaited', 'only RecordTransfer begins a transfer');
  switch (command.type) {
    case 'AssignTransfer':
      return assign(command.data, state);
    case 'AllocateTransfer':
      return allocate(command.data, state);
    case 'MatchTransfer':
      return match(command.data, state);
    case 'LeaveUnmatched':
      return leaveUnmatched(command.data, state);
    case 'SendTransferBack':
      return sendBack(command.data, state);
    case 'NoteTransferSentBack':
      return noteSentBack(command.data, state);
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

/** Its reference says what it is for, unless somebody has spoken for it meanwhile. */
function assign(data: Data<'AssignTransfer'>, state: KnownTransfer): TransferDecision {
  switch (state.status) {
    case 'received':
    case 'unmatched':
      return accept(assigned(state, data, data.at));
    case 'assigned':
      return isFor(state.assigned, data) ? accept() : reject('spoken-for');
    case 'matched':
      return isFor(state.matched, data) ? accept() : reject('spoken-for');
    case 'to-be-sent-back':
    case 'sent-back':
      return reject('spoken-for');
  }
}

/** The account has said that it counted the transfer: that is so, whatever was thought before. */
function match({ at, ...funded }: Data<'MatchTransfer'>, state: KnownTransfer): TransferDecision {
  const matched: TransferEvent = {
    type: 'TransferMatched',
    data: { ...funded, merchantId: INSTITUTION, matchedAt: at },
  };
  switch (state.status) {
    case 'received':
    case 'unmatched':
      return accept(matched);
    case 'assigned':
      return isFor(state.assigned, funded) ? accept(matched) : reject('spoken-for');
    case 'matched': {
      const { matchedAt: _matchedAt, merchantId: _merchantId, ...known } = state.matched;
      return sameContents(known, funded) ? accept() : reject('already-matched');
    }
    case 'to-be-sent-back':
    case 'sent-back':
      return reject('spoken-for');
  }
}

/** The first reason stands, and an answer to an earlier allocation ends no later one. */
function leaveUnmatched(data: Data<'LeaveUnmatched'>, state: KnownTransfer): TransferDecision {
  const { allocation } = data;
  switch (state.status) {
    case 'received':
      return accept(leftUnmatched(data));
    case 'assigned':
      return allocation === state.allocations ? accept(leftUnmatched(data)) : accept();
    case 'matched':
      return allocation !== undefined && allocation < state.allocations
        ? accept()
        : reject('already-matched');
    case 'unmatched':
    case 'to-be-sent-back':
    case 'sent-back':
      return accept();
  }
}

const isFor = (
  one: Pick<Data<'AssignTransfer'>, 'orderId' | 'refundId'>,
  other: Pick<Data<'AssignTransfer'>, 'orderId' | 'refundId'>,
): boolean => one.orderId === other.orderId && one.refundId === other.refundId;

/** The bank tells a transfer as often as it likes; a name that was erased cannot be compared. */
function isAsTold(received: Received, told: Omit<Data<'RecordTransfer'>, 'at'>): boolean {
  const { merchantId: _merchantId, receivedAt: _receivedAt, payerName, ...rest } = received;
  const { payerName: toldName, ...toldRest } = told;
  return sameContents(rest, toldRest) && (payerName === ERASED || payerName === toldName);
}
