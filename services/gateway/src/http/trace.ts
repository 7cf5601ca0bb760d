import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Where a request stands in a trace (W3C Trace Context). */
export interface Trace {
  readonly traceId: string;
  /** What this process sends on: the same trace, a span of its own. */
  readonly traceparent: string;
}

const REQUEST_ID = /^[A-Za-z0-9_.:-]{1,100}$/u;
const TRACEPARENT =
  /^00-(?!0{32})(?<trace>[0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-(?<flags>[0-9a-f]{2})$/u;
/** Later versions may say more after the flags; they begin alike. */
const LATER_TRACEPARENT =
  /^(?!00|ff)[0-9a-f]{2}-(?!0{32})(?<trace>[0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-(?<flags>[0-9a-f]{2})(?:-.*)?$/u;

/** The caller's `Request-Id` when it is a sane one, else a new one. */
export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers['request-id'];
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
}

const traces = new WeakMap<object, Trace>();

/** The request's trace: the caller's, or a new one where `traceparent` is missing or malformed. */
export function traceOf(request: { readonly headers: IncomingMessage['headers'] }): Trace {
  const known = traces.get(request);
  if (known !== undefined) return known;
  const given = request.headers['traceparent'];
  const trace = continued(typeof given === 'string' ? given : '');
  traces.set(request, trace);
  return trace;
}

function continued(traceparent: string): Trace {
  const groups = (TRACEPARENT.exec(traceparent) ?? LATER_TRACEPARENT.exec(traceparent))?.groups;
  const traceId = groups?.['trace'] ?? hex();
  return {
    traceId,
    traceparent: `00-${traceId}-${hex().slice(0, 16)}-${groups?.['flags'] ?? '01'}`,
  };
}

const hex = (): string => randomUUID().replaceAll('-', '');
