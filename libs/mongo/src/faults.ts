import mongoose from 'mongoose';

const { mongo } = mongoose;

/** What the server says when it knows the caller and lets it do nothing, or does not know it. */
const REFUSED: ReadonlySet<unknown> = new Set([13, 18, 8000]);

/**
 * Server errors that another try may not meet: no primary, shutting down, out of time, a lock that
 * another holds, no disk, not enough members. The numbers are MongoDB's error codes.
 */
const PASSING: ReadonlySet<unknown> = new Set([
  6, 7, 24, 46, 50, 64, 89, 91, 100, 107, 112, 134, 189, 202, 262, 9001, 10107, 11600, 11602, 13388,
  13435, 13436, 14031,
]);

/** What a socket says whose other end is gone, where the driver does not put it in words of its own. */
const SOCKET: ReadonlySet<unknown> = new Set([
  ...['EPIPE', 'ECONNRESET', 'ECONNREFUSED', 'ECONNABORTED', 'ETIMEDOUT', 'EHOSTUNREACH'],
  ...['ERR_SOCKET_CLOSED', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_WRITE_AFTER_END'],
]);

const LOST = [
  mongo.MongoNetworkError,
  mongo.MongoServerSelectionError,
  mongo.MongoTopologyClosedError,
  mongo.MongoNotConnectedError,
  mongo.MongoExpiredSessionError,
  mongoose.Error.MongooseServerSelectionError,
];

/** The class of a port's fault. */
export type Unavailable = new (words: string, options?: ErrorOptions) => Error;

/** The port's fault for an engine that is away, slow, full or refuses us; other errors as is. */
export function faultFrom(error: unknown, Unavailable: Unavailable): unknown {
  if (error instanceof Unavailable) return error;
  const reasons = reasonsOf(error);
  if (reasons.some(isRefusal))
    return new Unavailable('MongoDB refuses the credentials', { cause: error });
  if (!reasons.some(isPassing)) return error;
  return new Unavailable('MongoDB does not answer', { cause: error });
}

/**
 * A bulk write that broke off says so where a server's answer would stand; one that was answered
 * has a reason for each document that was refused, and one that passes is worth another try.
 */
function reasonsOf(error: unknown): readonly unknown[] {
  if (!(error instanceof mongo.MongoBulkWriteError)) return [error];
  const call: unknown = error.errorResponse;
  return [error, call, ...[error.writeErrors].flat()];
}

function isPassing(reason: unknown): boolean {
  const { code } = errorLike(reason);
  return (
    PASSING.has(code) ||
    SOCKET.has(code) ||
    LOST.some((kind) => reason instanceof kind) ||
    isOfThePool(reason)
  );
}

/** A refused sign-in hides in the reason why no server could be chosen. */
function isRefusal(error: unknown): boolean {
  for (let each = error, depth = 0; depth < DEPTH_MAX; depth += 1) {
    const { code, reason, cause } = errorLike(each);
    if (REFUSED.has(code)) return true;
    const servers = (reason as { servers?: unknown } | undefined)?.servers;
    if (servers instanceof Map)
      return [...servers.values()].some((server) => REFUSED.has(errorLike(errorOf(server)).code));
    each = cause;
  }
  return false;
}

const DEPTH_MAX = 5;

const isOfThePool = (error: unknown): boolean =>
  error instanceof Error && /^(?:MongoPool|PoolClosed|WaitQueue|MongoWaitQueue)/u.test(error.name);

const errorOf = (server: unknown): unknown => (server as { error?: unknown } | null)?.error;

const errorLike = (error: unknown): { code?: unknown; reason?: unknown; cause?: unknown } =>
  typeof error === 'object' && error !== null ? error : {};
