import { ErrorType } from '@eventstore/db-client';
import { EventStoreUnavailable, PositionBeyondEnd } from '../event-store.js';

/** The client's errors have neither message nor name to go by: the type tells them apart. */
export const typeOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'type' in error ? String(error.type) : undefined;

/** gRPC's code 10: the server dropped a subscription whose reader was too slow, as it may. */
export const isTooSlow = (error: unknown): boolean => typeOf(error) === ErrorType.TIMEOUT;

/** What the server has turned away, so that nothing of it is written. */
const TURNED_AWAY: readonly (string | undefined)[] = [
  ErrorType.ACCESS_DENIED,
  ErrorType.NOT_LEADER,
  ErrorType.STREAM_DELETED,
  ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED,
];

/** An append that failed: unless the server said no, it may be there. */
export const appendFailed = (cause: unknown): EventStoreUnavailable =>
  new EventStoreUnavailable(TURNED_AWAY.includes(typeOf(cause)) ? 'nothing-written' : 'unknown', {
    cause,
  });

export const readFailed = (cause: unknown): EventStoreUnavailable =>
  new EventStoreUnavailable('nothing-written', { cause });

/** What followers wait out, in the port's words. */
export const asFault = (error: unknown): Error =>
  error instanceof EventStoreUnavailable || error instanceof PositionBeyondEnd
    ? error
    : readFailed(error);

/** Nothing came in time. */
export class Silence extends Error {
  override readonly name = 'Silence';
  constructor(ms: number) {
    super(`no answer within ${ms} ms`);
  }
}

/** The client's own deadlines do not hold on every call and on every way there: this one does. */
export function within<Answer>(ms: number, work: Promise<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Silence(ms)), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
