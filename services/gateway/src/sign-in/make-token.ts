import { randomUUID } from 'node:crypto';
import type { Role } from '@libs/contracts';
import type { Tenant, UserId } from '@libs/kernel';
import type { Scope } from '@libs/platform';
import { SignJWT } from 'jose';
import type { SigningKey } from './signing-key.js';

/** For whom a token is made, and for how long. */
export interface TokenWish {
  readonly userId: UserId;
  readonly merchant: Tenant;
  readonly roles: readonly Role[];
  readonly issuer: string;
  readonly audience: string;
  readonly lifetimeS?: number;
  /** Other scopes than those of the roles. */
  readonly scopes?: readonly Scope[];
}

const LIFETIME_S = 8 * 60 * 60;

/** What all of a merchant's people may do. */
const EVERYBODY: readonly Scope[] = [
  'orders.order.read',
  'refunds.refund.read',
  'refunds.settlement.read',
  'refunds.case.read',
  'shipping.parcel.read',
  'merchants.merchant.read',
  'merchants.saved-view.read',
  'merchants.saved-view.write',
];

/** What each role may do; the scopes of a token are made from its roles. */
export const SCOPES_OF: Readonly<Record<Role, readonly Scope[]>> = {
  clerk: [...EVERYBODY, 'shipping.parcel.write'],
  refunder: [
    ...EVERYBODY,
    'refunds.refund.write',
    'refunds.case.write',
    'orders.refund-approval.write',
    'shipping.parcel.write',
    'orders.cancellation.write',
  ],
  manager: [
    ...EVERYBODY,
    'refunds.refund.write',
    'refunds.case.write',
    'orders.refund-approval.write',
    'shipping.parcel.write',
    'orders.cancellation.write',
  ],
  webstore: [
    'orders.order.read',
    'orders.order.write',
    'orders.cancellation.write',
    'refunds.refund.read',
    'refunds.settlement.read',
    'refunds.refund.write',
    'refunds.case.read',
    'refunds.case.write',
    'shipping.parcel.read',
    'shipping.parcel.write',
  ],
  operator: [
    'ops.transfers.read',
    'ops.transfers.write',
    'ops.returns.read',
    'ops.returns.write',
    'ops.mails.read',
    'ops.parked.read',
    'ops.parked.write',
  ],
  simulator: ['simulator.write'],
};

/** A signed access token (RFC 9068) for a user of the embedded profile. */
export function makeToken(key: SigningKey, wish: TokenWish): Promise<string> {
  const { userId, merchant, roles, issuer, audience, lifetimeS = LIFETIME_S } = wish;
  const scopes = wish.scopes ?? roles.flatMap((role) => SCOPES_OF[role]);
  return new SignJWT({
    client_id: 'merchant-extranet-embedded',
    merchant,
    roles,
    scope: [...new Set(scopes)].join(' '),
  })
    .setProtectedHeader({ alg: key.algorithm, kid: key.keyId, typ: 'at+jwt' })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(userId)
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime(`${lifetimeS} s`)
    .sign(key.privateKey);
}
