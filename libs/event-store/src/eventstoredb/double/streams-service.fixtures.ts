import streams from '@eventstore/db-client/generated/streams_pb.js';
import type {
  sendUnaryData,
  ServerReadableStream,
  ServerUnaryCall,
  ServiceError,
  UntypedServiceImplementation,
} from '@grpc/grpc-js';
import type { DoubleLog, LogRecord, Proposed } from './log.fixtures.js';
import {
  accessDenied,
  appendAnswer,
  eventAnswer,
  expectedIn,
  nameIn,
  notReady,
  proposedIn,
  refused,
  streamDeleted,
  streamNotFound,
  tooLarge,
  type ReadAnswer,
} from './messages.fixtures.js';
import { serveSubscription, type ReadCall, type Subscribed } from './subscription.fixtures.js';

/** How the double behaves from now on. */
export interface Mood {
  tellsPosition: boolean;
  isReady: boolean;
  refusesCredentials: boolean;
  /** Whether it tells what was written before from what is new. */
  knowsRepeats: boolean;
  /** What is asked for is done, and answered once this has resolved. */
  answers: Promise<void>;
}

/** What was asked of the double so far. */
export interface Asked {
  appends: number;
  subscriptions: number;
  readonly open: Set<Subscribed>;
  /** Reads that wait for their answer. */
  readonly reads: Set<ReadCall>;
  /** What appends told of themselves: the values of their header `authorization`. */
  readonly authorizations: string[];
}

type ReadOptions = streams.ReadReq.Options;
type AppendCall = ServerReadableStream<streams.AppendReq, streams.AppendResp>;

/** The service `Streams` of the client's definitions, on the double's log. */
export function streamsService(
  log: DoubleLog,
  mood: Mood,
  asked: Asked,
): UntypedServiceImplementation {
  function append(call: AppendCall, answer: sendUnaryData<streams.AppendResp>): void {
    const requests: streams.AppendReq[] = [];
    asked.appends += 1;
    asked.authorizations.push(...call.metadata.get('authorization').map(String));
    call.on('data', (request: streams.AppendReq) => requests.push(request));
    call.on('error', () => undefined);
    call.on('end', () => {
      const answers = answerAppend(requests);
      void mood.answers.then(() => answers(answer));
    });
  }

  function answerAppend(requests: readonly streams.AppendReq[]) {
    const options = requests[0]?.getOptions() as streams.AppendReq.Options;
    const stream = nameIn(options.getStreamIdentifier());
    const failed = (error: Partial<ServiceError>) => (answer: sendUnaryData<streams.AppendResp>) =>
      answer(error);
    if (!mood.isReady) return failed(notReady());
    if (mood.refusesCredentials) return failed(accessDenied());
    if (log.stream(stream) === 'deleted') return failed(streamDeleted(stream));
    const events = requests.slice(1).map(proposedOf);
    if (stream === '' || !events.every(isNamed)) return failed(refused());
    const outcome = log.append(stream, expectedIn(options), events, mood);
    if (outcome.kind === 'too-large') return failed(tooLarge());
    const told = appendAnswer(outcome, mood.tellsPosition);
    return (answer: sendUnaryData<streams.AppendResp>) => answer(null, told);
  }

  function read(call: ReadCall): void {
    const options = call.request.getOptions() as ReadOptions;
    if (!mood.isReady) return void call.emit('error', notReady());
    if (mood.refusesCredentials) return void call.emit('error', accessDenied());
    if (options.hasSubscription()) return subscribe(call, options);
    asked.reads.add(call);
    call.once('cancelled', () => asked.reads.delete(call));
    void mood.answers.then(() => {
      if (!asked.reads.delete(call)) return;
      if (Number(options.getCount()) === 0 || isFromEndOn(options))
        return void call.emit('error', refused());
      return options.hasStream() ? readStream(call, options) : readAll(call, options);
    });
  }

  function readStream(call: ReadCall, options: ReadOptions): void {
    const asks = options.getStream() as streams.ReadReq.Options.StreamOptions;
    const name = nameIn(asks.getStreamIdentifier());
    const kept = log.stream(name);
    if (kept === 'deleted') return void call.emit('error', streamDeleted(name));
    if (kept === undefined) return endWith(call, [streamNotFound(name)]);
    const from = asks.hasRevision() ? BigInt(asks.getRevision()) : undefined;
    const records = isBackwards(options)
      ? kept.filter(({ revision }) => asks.hasEnd() || revision <= (from ?? 0n)).reverse()
      : kept.filter(({ revision }) => revision >= (from ?? 0n));
    endWith(call, records.slice(0, Number(options.getCount())).map(eventAnswer));
  }

  function readAll(call: ReadCall, options: ReadOptions): void {
    const asks = options.getAll() as streams.ReadReq.Options.AllOptions;
    const from = commitIn(asks);
    if (from !== undefined && !isPlace(log, from)) return void call.emit('error', refused());
    const records = isBackwards(options)
      ? log.records.filter(({ position }) => asks.hasEnd() || position < (from ?? 0n)).reverse()
      : log.records.filter(({ position }) => position >= (from ?? 0n));
    endWith(call, records.slice(0, Number(options.getCount())).map(eventAnswer));
  }

  function subscribe(call: ReadCall, options: ReadOptions): void {
    const after = commitIn(options.getAll() as streams.ReadReq.Options.AllOptions) ?? -1n;
    if (!isPlace(log, after)) return void call.emit('error', refused());
    const filter = options.getFilter();
    const checkpointInterval = 32 * (filter?.getCheckpointintervalmultiplier() ?? 1);
    asked.subscriptions += 1;
    const passes = passesIn(filter);
    const subscribed = serveSubscription(call, log, { after, passes, checkpointInterval });
    asked.open.add(subscribed);
    call.once('cancelled', () => asked.open.delete(subscribed));
    call.once('error', () => asked.open.delete(subscribed));
  }

  function remove(
    { request }: ServerUnaryCall<streams.DeleteReq, streams.DeleteResp>,
    answer: sendUnaryData<streams.DeleteResp>,
  ): void {
    log.remove(nameIn(request.getOptions()?.getStreamIdentifier()));
    answer(null, new streams.DeleteResp());
  }

  function tombstone(
    { request }: ServerUnaryCall<streams.TombstoneReq, streams.TombstoneResp>,
    answer: sendUnaryData<streams.TombstoneResp>,
  ): void {
    log.tombstone(nameIn(request.getOptions()?.getStreamIdentifier()));
    answer(null, new streams.TombstoneResp());
  }

  return { append, read, delete: remove, tombstone };
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;

const isNamed = ({ id, type }: Proposed): boolean => UUID.test(id) && type !== '';

const proposedOf = (request: streams.AppendReq): Proposed =>
  proposedIn(request.getProposedMessage() as streams.AppendReq.ProposedMessage);

const isBackwards = (options: ReadOptions): boolean => Number(options.getReadDirection()) === 1;

/** Forwards from the end there is nothing to read. */
const isFromEndOn = (options: ReadOptions): boolean =>
  !isBackwards(options) &&
  (options.getStream()?.hasEnd() === true || options.getAll()?.hasEnd() === true);

const commitIn = (asks: streams.ReadReq.Options.AllOptions): bigint | undefined =>
  asks.hasPosition() ? BigInt(asks.getPosition()?.getCommitPosition() ?? 0) : undefined;

/** A place beyond the end is taken, and answered with nothing. */
const isPlace = ({ records }: DoubleLog, commit: bigint): boolean =>
  commit <= 0n ||
  commit > (records.at(-1)?.position ?? 0n) ||
  records.some(({ position }) => position === commit);

function passesIn(filter: streams.ReadReq.Options.FilterOptions | undefined) {
  const named = filter?.getStreamIdentifier();
  const expression = named ?? filter?.getEventType();
  if (expression === undefined) return () => true;
  const looksAt = (record: LogRecord) => (named === undefined ? record.type : record.stream);
  const regex = expression.getRegex();
  const prefixes = expression.getPrefixList();
  return (record: LogRecord): boolean =>
    regex === ''
      ? prefixes.some((prefix) => looksAt(record).startsWith(prefix))
      : new RegExp(regex, 'u').test(looksAt(record));
}

function endWith(call: ReadCall, answers: readonly ReadAnswer[]): void {
  for (const answer of answers) call.write(answer);
  call.end();
}
