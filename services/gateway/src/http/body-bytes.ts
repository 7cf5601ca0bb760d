import type { IncomingMessage } from 'node:http';
import { Problem } from '../problems/problem.js';

/** The largest body that is taken (contract of the API; the store takes 900 KiB an append). */
export const BODY_BYTES_MAX = 2 * 1024 * 1024;

/** So much of a body that is too large is still read, so that its sender hears the answer. */
const DISCARD_BYTES_MAX = 64 * 1024 * 1024;

export type BodyDone = (error: Error | null, body?: unknown) => void;

type BytesDone = (error: Error | null, chunks: readonly Buffer[]) => void;

/**
 * Reads a body's bytes, at most `BODY_BYTES_MAX`; one that is refused already is read and thrown
 * away. Fastify's own reader would cut the connection under a body that is too large, so its
 * sender might never read the 413.
 */
export function readBytes(
  payload: IncomingMessage,
  refusal: Problem | undefined,
  done: BytesDone,
): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  payload.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= BODY_BYTES_MAX && refusal === undefined) chunks.push(chunk);
    else chunks.length = 0;
    if (bytes > DISCARD_BYTES_MAX) {
      payload.removeAllListeners('data').removeAllListeners('end');
      done(tooLarge(), []);
    }
  });
  payload.on('error', (error) => done(error, []));
  payload.on('end', () => {
    if (refusal !== undefined) done(refusal, []);
    else if (bytes > BODY_BYTES_MAX) done(tooLarge(), []);
    else done(null, chunks);
  });
}

const tooLarge = (): Problem => new Problem('body-too-large', { details: { max: BODY_BYTES_MAX } });
