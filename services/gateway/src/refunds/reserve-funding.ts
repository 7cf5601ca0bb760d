import { randomUUID } from 'node:crypto';
import { REQUEST_TOPICS, type FundingCommand } from '@libs/contracts';

import {
  INSTITUTION,
  referenceOf,
  type Iban,
  type MerchantId,
  type OrderId,
  type ReferenceNumber,
  type RefundId,
} from '@libs/kernel';
import type { FastifyRequest } from 'fastify';
import { sendCommand } from '../commands/send-command.js';
import { Problem } from '../problems/problem.js';
import { callerOf } from '../sign-in/caller.js';
import type { Surroundings } from '../surroundings.js';

const PURPOSE = 'funding-reference';
/** References have 14 digits: a 1, twelve digits that the hash gives, and the check digit. */
const BODIES = 10n ** 12n;
const CLASHES_MAX = 5;

/** Where the sum of a refund has to go; the account says how much. */
export interface Funding {
  readonly recipientName: string;
  readonly iban: Iban;
  readonly reference: ReferenceNumber;
}

/**
 * Takes a reference number for a refund, before the refund is recorded: made from the refund's
 * id by a keyed hash, the next one on a clash, so that a retry makes the same (domain facts, 16).
 */
export async function reserveFunding(
  surroundings: Surroundings,
  request: FastifyRequest,
  refund: { readonly orderId: OrderId; readonly refundId: RefundId },
): Promise<Funding> {
  for (let clash = 0; clash < CLASHES_MAX; clash += 1) {
    const reference = referenceFor(surroundings, refund.refundId, clash);
    if (await isReserved(surroundings, request, { ...refund, reference }))
      return { ...surroundings.fundingAccount, reference };
  }
  throw new Problem('unavailable');
}

function referenceFor(
  { ports: { secrets } }: Surroundings,
  refundId: RefundId,
  clash: number,
): ReferenceNumber {
  const body = BODIES + secrets.number(PURPOSE, `${refundId}/${clash}`, BODIES);
  return referenceOf(String(body));
}

/** Taken by another refund, or by another merchant's: both are a clash. */
async function isReserved(
  surroundings: Surroundings,
  request: FastifyRequest,
  reservation: {
    readonly orderId: OrderId;
    readonly refundId: RefundId;
    readonly reference: ReferenceNumber;
  },
): Promise<boolean> {
  const command: FundingCommand = {
    type: 'ReserveFunding',
    data: {
      ...reservation,
      merchantId: merchantOf(request),
      at: surroundings.ports.clock.now(),
    },
  };
  const answer = await sendCommand(surroundings, request, {
    topic: REQUEST_TOPICS.refunds,
    key: reservation.reference,
    // The funding itself knows a repeat, by the refund; an old answer by id could be out of date.
    commandId: randomUUID(),
    fingerprint: surroundings.ports.secrets.fingerprint(reservation),
    command,
  });
  return answer.outcome === 'accepted';
}

function merchantOf(request: FastifyRequest): MerchantId {
  const { tenant } = callerOf(request);
  if (tenant === INSTITUTION) throw new Problem('scope-missing');
  return tenant;
}
