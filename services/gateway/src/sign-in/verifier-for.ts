import type { Configuration } from '@libs/platform';
import { issuerKeys } from './issuer-keys.js';
import { signingKey } from './signing-key.js';
import { verifierOf, type TokenVerifier } from './token-verifier.js';

/** The verifier that the settings ask for: an issuer's tokens, or those of our own key. */
export async function tokenVerifier({
  signIn: { kind, issuer, audience },
  dataDirectory,
}: Pick<Configuration, 'signIn' | 'dataDirectory'>): Promise<TokenVerifier> {
  const keys =
    kind === 'issuer' ? issuerKeys(issuer) : (await signingKey(dataDirectory)).verifyingKey;
  return verifierOf({ issuer, audience, keys });
}
