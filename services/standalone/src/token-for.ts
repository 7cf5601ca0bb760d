import type { Configuration } from '@libs/platform';
import { knownSigningKey, makeToken } from '@services/gateway';
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
 * `UnknownDemoUser`, where tokens come from an issuer of their own, and where no key was made.
 */
export async function tokenFor(configuration: Configuration, userId: string): Promise<string> {
  const { signIn, dataDirectory } = configuration;
  if (signIn.kind !== 'self-made')
    throw new Error(`tokens come from ${signIn.issuer}: ask there, no key is made here`);
  const user = DEMO_USERS.find((each) => each.userId === userId);
  if (user === undefined) throw new UnknownDemoUser(userId);
  const key = await knownSigningKey(dataDirectory);
  if (key === undefined)
    throw new Error(
      `no extranet was started in ${dataDirectory} yet: npm start first, or set EXTRANET_DATA to where one was`,
    );
  return makeToken(key, {
    userId: user.userId,
    merchant: user.tenant,
    roles: user.roles,
    issuer: signIn.issuer,
    audience: signIn.audience,
  });
}
