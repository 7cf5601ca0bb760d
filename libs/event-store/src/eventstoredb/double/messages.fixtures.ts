import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { Metadata, status, type ServiceError } from '@grpc/grpc-js';
import type { Expected, LogRecord, Outcome, Proposed } from './log.fixtures.js';

/** How the double's log looks on the wire, and how it reads what comes from there. */

export type ReadAnswer = streams.ReadResp;
export type ReadRequest = streams.ReadReq;

const utf8 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

export const nameIn = (identifier: shared.StreamIdentifier | undefined): string =>
  utf8(identifier?.getStreamName_asU8() ?? new Uint8Array());

function identifierOf(stream: string): shared.StreamIdentifier {
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(Buffer.from(stream));
  return identifier;
}

export function eventAnswer(record: LogRecord): ReadAnswer {
  const recorded = new streams.ReadResp.ReadEvent.RecordedEvent();
  const id = new shared.UUID();
  id.setString(record.id);
  recorded.setId(id);
  recorded.setStreamIdentifier(identifierOf(record.stream));
  recorded.setStreamRevision(String(record.revision));
  recorded.setCommitPosition(String(record.position));
  recorded.setPreparePosition(String(record.position));
  recorded.getMetadataMap().set('type', record.type);
  recorded.getMetadataMap().set('content-type', record.contentType);
  recorded.getMetadataMap().set('created', '17000000000000000');
  recorded.setData(record.data);
  recorded.setCustomMetadata(record.metadata);
  const event = new streams.ReadResp.ReadEvent();
  event.setEvent(recorded);
  event.setCommitPosition(String(record.position));
  const answer = new streams.ReadResp();
  answer.setEvent(event);
  return answer;
}

export function confirmation(subscriptionId: string): ReadAnswer {
  const confirmed = new streams.ReadResp.SubscriptionConfirmation();
  confirmed.setSubscriptionId(subscriptionId);
  const answer = new streams.ReadResp();
  answer.setConfirmation(confirmed);
  return answer;
}

export function caughtUp(): ReadAnswer {
  const answer = new streams.ReadResp();
  answer.setCaughtUp(new streams.ReadResp.CaughtUp());
  return answer;
}

export function checkpointAt(position: bigint): ReadAnswer {
  const checkpoint = new streams.ReadResp.Checkpoint();
  checkpoint.setCommitPosition(String(position));
  checkpoint.setPreparePosition(String(position));
  const answer = new streams.ReadResp();
  answer.setCheckpoint(checkpoint);
  return answer;
}

export function streamNotFound(stream: string): ReadAnswer {
  const notFound = new streams.ReadResp.StreamNotFound();
  notFound.setStreamIdentifier(identifierOf(stream));
  const answer = new streams.ReadResp();
  answer.setStreamNotFound(notFound);
  return answer;
}

export function proposedIn(message: streams.AppendReq.ProposedMessage): Proposed {
  return {
    id: message.getId()?.getString() ?? '',
    type: message.getMetadataMap().get('type') ?? '',
    contentType: message.getMetadataMap().get('content-type') ?? '',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

export function expectedIn(options: streams.AppendReq.Options): Expected {
  if (options.hasNoStream()) return 'no-stream';
  if (options.hasStreamExists()) return 'stream-exists';
  return options.hasRevision() ? BigInt(options.getRevision()) : 'any';
}

/** What an append is answered; `undefined` where it is a failure of the call. */
export function appendAnswer(outcome: Outcome, tellsPosition: boolean): streams.AppendResp {
  const answer = new streams.AppendResp();
  if (outcome.kind === 'success') answer.setSuccess(successOf(outcome, tellsPosition));
  if (outcome.kind === 'wrong') answer.setWrongExpectedVersion(wrongOf(outcome.actual));
  return answer;
}

function successOf(
  { revision, position }: Outcome & { readonly kind: 'success' },
  tellsPosition: boolean,
): streams.AppendResp.Success {
  const success = new streams.AppendResp.Success();
  success.setCurrentRevision(String(revision));
  if (!tellsPosition) {
    success.setNoPosition(new shared.Empty());
    return success;
  }
  const place = new streams.AppendResp.Position();
  place.setCommitPosition(String(position));
  place.setPreparePosition(String(position));
  success.setPosition(place);
  return success;
}

function wrongOf(actual: bigint | undefined): streams.AppendResp.WrongExpectedVersion {
  const wrong = new streams.AppendResp.WrongExpectedVersion();
  if (actual === undefined) wrong.setCurrentNoStream(new shared.Empty());
  else wrong.setCurrentRevision(String(actual));
  wrong.setExpectedAny(new shared.Empty());
  return wrong;
}

/** A failure of a call, as the client tells them apart: by the name in the trailers, or the code. */
export function failure(
  code: status,
  details: string,
  trailers: Readonly<Record<string, string>> = {},
): Partial<ServiceError> & Error {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(trailers)) metadata.set(name, value);
  return Object.assign(new Error(details), { code, details, metadata });
}

export const tooLarge = () =>
  failure(status.INVALID_ARGUMENT, 'Maximum Append Size Exceeded', {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': '1048576',
  });

export const streamDeleted = (stream: string) =>
  failure(status.FAILED_PRECONDITION, 'Stream is deleted', {
    exception: 'stream-deleted',
    'stream-name': stream,
  });

/** The server's words for most of what it does not take. */
export const refused = () => failure(status.UNKNOWN, 'Exception was thrown by handler.');
export const notReady = () => failure(status.UNKNOWN, 'Server Is Not Ready');
export const accessDenied = () =>
  failure(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });
export const tooSlow = () => failure(status.ABORTED, 'Consumer too slow');
