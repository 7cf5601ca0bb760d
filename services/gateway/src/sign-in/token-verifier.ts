import { jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { callerFrom, type Caller } from './caller.js';

/** Tells who a bearer token speaks for. */
export interface TokenVerifier {
  /** Fails with `TokenRefused`, or `SignInUnavailable` when the issuer's keys cannot be had. */
  verify(token: string): Promise<Caller>;
}

/** The token is not one of ours, or not any more. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused';
}

/** The issuer did not tell its keys: no token can be judged now. */
export class SignInUnavailable extends Error {
  override readonly name = 'SignInUnavailable';
}

/** Whose tokens are taken, and how their keys are found. */
export interface Issuer {
  readonly issuer: string;
  readonly audience: string;
  /** Fails with `SignInUnavailable` when the keys cannot be had. */
  readonly keys: JWTVerifyGetKey;
}

/** Signatures with a private key only: no shared secrets, and never `none` (RFC 8725, 3.1). */
const ALGORITHMS = ['ES256', 'EdDSA', 'Ed25519', 'PS256', 'RS256'];
/** `at+jwt` by RFC 9068; some issuers still write `JWT` or nothing, their audience differs. */
const TYPES: readonly (string | undefined)[] = ['at+jwt', 'application/at+jwt', 'jwt', undefined];
const TOLERANCE_S = 5;
const TOKEN_LENGTH_MAX = 8192;

/** A token is checked in full once, and believed from memory for at most so long. */
const REMEMBERED_MS = 30_000;
const REMEMBERED_MAX = 2000;

interface Remembered {
  readonly caller: Caller;
  readonly sinceMs: number;
  readonly untilMs: number;
}

/**
 * Checks signature, algorithm, type, issuer, audience and times. A good token is remembered for
 * 30 s at most, so that checking a signature does not cost each request; a bad one never is.
 */
export function verifierOf(trusted: Issuer, nowMs: () => number = Date.now): TokenVerifier {
  const remembered = new Map<string, Remembered>();
  return {
    async verify(token) {
      const known = remembered.get(token);
      const now = nowMs();
      // A clock that was set back says nothing of how long it has been.
      if (known !== undefined && known.sinceMs <= now && now < known.untilMs) return known.caller;
      const { caller, expiresAtMs } = await checked(trusted, token, now);
      if (remembered.size >= REMEMBERED_MAX) remembered.clear();
      const untilMs = Math.min(now + REMEMBERED_MS, expiresAtMs);
      remembered.set(token, { caller, sinceMs: now, untilMs });
      return caller;
    },
  };
}

async function checked(
  { issuer, audience, keys }: Issuer,
  token: string,
  nowMs: number,
): Promise<{ readonly caller: Caller; readonly expiresAtMs: number }> {
  if (token.length > TOKEN_LENGTH_MAX) throw new TokenRefused('the token is too long');
  const options = {
    issuer,
    audience,
    algorithms: ALGORITHMS,
    clockTolerance: TOLERANCE_S,
    requiredClaims: ['exp', 'sub', 'iat'],
    currentDate: new Date(nowMs),
  };
  try {
    const { payload, protectedHeader } = await jwtVerify(token, keys, options);
    if (!TYPES.includes(protectedHeader.typ?.toLowerCase()))
      throw new TokenRefused('the token is of another type');
    return { caller: callerIn(payload), expiresAtMs: (payload.exp ?? 0) * 1000 };
  } catch (error) {
    if (error instanceof TokenRefused || error instanceof SignInUnavailable) throw error;
    throw new TokenRefused('the token is not valid', { cause: error });
  }
}

function callerIn(claims: JWTPayload): Caller {
  const caller = callerFrom(claims);
  if (caller === undefined) throw new TokenRefused('the claims name no caller');
  return caller;
}
