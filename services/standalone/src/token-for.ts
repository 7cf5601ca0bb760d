import type { Configuration } from '@libs/platform';
import { makeToken, signingKey } from '@services/gateway';
import { DEMO_USERS } from './demo/demo-users.js';

/** Nobody of that name is among the demo users; the message says who is. */
export class UnknownDemoUser extends Error {
  override readonly name = 'UnknownDemoUser';
  constructor(userId: string) {
    super(
      `no demo user is called ${userId}: try ${DEMO_USERS.map((each) => each.userId).join(', ')}`,
    );
  }
}

/**
 * A token for a demo user, signed with the key in the data directory. Fails with
 * `UnknownDemoUser`, and where tokens come from an issuer of their own.
 */
export async function tokenFor(configuration: Configuration, userId: string): Promise<string> {
  const { signIn, dataDirectory } = configuration;
  if (signIn.kind !== 'self-made')
    throw new Error(`tokens come from ${signIn.issuer}: ask there, no key is made here`);
  const user = DEMO_USERS.find((each) => each.userId === userId);
  if (user === undefined) throw new UnknownDemoUser(userId);
  return makeToken(await signingKey(dataDirectory), {
    userId: user.userId,
    merchant: user.tenant,
    roles: user.roles,
    issuer: signIn.issuer,
    audience: signIn.audience,
  });
}
