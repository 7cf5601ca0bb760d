import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { z } from '@libs/kernel';
import { SignInUnavailable } from './token-verifier.js';

const TIMEOUT_MS = 5000;
/** An unknown key makes us ask the issuer again, but not more often than this. */
const COOLDOWN_MS = 30_000;

const Discovery = z.object({ issuer: z.string(), jwks_uri: z.url() });

/** The keys of an OpenID Connect issuer, found by discovery, kept and refreshed. */
export function issuerKeys(issuer: string): JWTVerifyGetKey {
  let found: Promise<JWTVerifyGetKey> | undefined;
  return async (header, token) => {
    found ??= discovered(issuer);
    try {
      const keys = await found;
      return await keys(header, token);
    } catch (error) {
      if (isOfToken(error)) throw error;
      found = undefined;
      throw new SignInUnavailable('the keys of the issuer cannot be had', { cause: error });
    }
  };
}

async function discovered(issuer: string): Promise<JWTVerifyGetKey> {
  const place = `${issuer.replace(/\/$/u, '')}/.well-known/openid-configuration`;
  const answer = await fetch(place, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'error' });
  if (!answer.ok) throw new SignInUnavailable(`the issuer answered ${answer.status}`);
  const told = Discovery.parse(await answer.json());
  if (told.issuer !== issuer) throw new SignInUnavailable('the issuer calls itself otherwise');
  return createRemoteJWKSet(new URL(told.jwks_uri), {
    timeoutDuration: TIMEOUT_MS,
    cooldownDuration: COOLDOWN_MS,
  });
}

/** The issuer answered, and has no key for this token. */
const isOfToken = (error: unknown): boolean =>
  error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys;
