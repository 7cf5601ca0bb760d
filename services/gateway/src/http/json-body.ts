import type { IncomingMessage } from 'node:http';
import { Problem, type ProblemCode } from '../problems/problem.js';
import { readBytes, type BodyDone } from './body-bytes.js';
import { JsonRefused, parsedJson } from './json-text.js';

/**
 * Reads a JSON body: at most `BODY_BYTES_MAX`, valid UTF-8, valid JSON without duplicate keys.
 * Ends with a `Problem` otherwise.
 */
export function jsonBody(
  { headers }: Pick<IncomingMessage, 'headers'>,
  payload: IncomingMessage,
  done: BodyDone,
): void {
  readBytes(payload, refusedByHeaders(headers), (error, chunks) => {
    if (error === null) finish(chunks, done);
    else done(error);
  });
}

function finish(chunks: readonly Buffer[], done: BodyDone): void {
  try {
    done(null, bodyIn(chunks));
  } catch (error) {
    done(error as Error);
  }
}

/** The value that a body's bytes say; an empty body says nothing. Fails with `Problem`. */
export function bodyIn(chunks: readonly Buffer[]): unknown {
  const bytes = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
  if (bytes.length === 0) return undefined;
  try {
    return parsedJson(decoded(bytes));
  } catch (error) {
    if (!(error instanceof JsonRefused)) throw error;
    throw new Problem(CODES[error.reason], {
      errors: [{ detail: DETAILS[error.reason], pointer: error.pointer }],
    });
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function decoded(bytes: Buffer): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new Problem('invalid-utf8');
  }
}

const CODES: Readonly<Record<JsonRefused['reason'], ProblemCode>> = {
  malformed: 'malformed-json',
  'too-deep': 'malformed-json',
  'too-many-members': 'malformed-json',
  'duplicate-key': 'invalid-input',
  'reserved-key': 'invalid-input',
};

const DETAILS: Readonly<Record<JsonRefused['reason'], string>> = {
  malformed: 'is not JSON',
  'too-deep': 'is nested more deeply than any body here',
  'too-many-members': 'has more members than any body here',
  'duplicate-key': 'is there twice',
  'reserved-key': 'is not a field here',
};

/** JSON is UTF-8 (RFC 8259), and no coding of contents is taken. */
function refusedByHeaders(headers: IncomingMessage['headers']): Problem | undefined {
  const charset = /;\s*charset\s*=\s*"?(?<name>[^\s";]+)/iu.exec(headers['content-type'] ?? '');
  const isUtf8 = /^utf-?8$/iu.test(charset?.groups?.['name'] ?? 'utf-8');
  const coding = headers['content-encoding'] ?? 'identity';
  if (isUtf8 && coding.toLowerCase() === 'identity') return undefined;
  return new Problem('unsupported-media-type');
}
