import type { FundingCommand } from '@libs/contracts';
import {
  idFrom,
  INSTITUTION,
  OrderId,
  RefundId,
  type CommandAnswer,
  type CommandEnvelope,
  type MerchantId,
  type ReferenceNumber,
} from '@libs/kernel';
import type { Configuration, Dispatch, Ports } from '@libs/platform';
import { CANDIDATES_MAX, candidateReference } from './account/funding-reference.js';

export interface FundingReferences {
  readonly dispatch: Dispatch;
  readonly secrets: Pick<Ports['secrets'], 'number'>;
  readonly fundingAccount: Configuration['fundingAccount'];
}

/**
 * Dispatches requests. A refund that turns out to need a transfer gets a reference number, which
 * is taken for it before the refund is recorded, and is asked for again with it. A reference
 * whose request is refused after all stays reserved, and harms nobody.
 */
export function withFundingReference(references: FundingReferences): Dispatch {
  const { dispatch, fundingAccount } = references;
  return async (envelope) => {
    const answer = await dispatch(envelope);
    const { tenant, command } = envelope;
    if (!needsReference(answer) || tenant === INSTITUTION) return answer;
    const reference = await reservedReference(references, envelope, tenant);
    if (reference === undefined) return answer;
    const funding = { ...fundingAccount, reference };
    return dispatch({ ...envelope, command: { ...command, data: { ...command.data, funding } } });
  };
}

const needsReference = (answer: CommandAnswer): boolean =>
  answer.outcome === 'rejected' && answer.rejection.code === 'funding-instructions-missing';

/** The first that is not taken; the same ones are tried, in the same order, by every retry. */
async function reservedReference(
  { dispatch, secrets }: FundingReferences,
  envelope: CommandEnvelope,
  merchantId: MerchantId,
): Promise<ReferenceNumber | undefined> {
  const refundId = RefundId.parse(envelope.command.data['refundId']);
  const orderId = OrderId.parse(envelope.command.data['orderId']);
  const numberOf = (text: string, below: bigint) => secrets.number(PURPOSE, text, below);
  for (let clash = 0; clash < CANDIDATES_MAX; clash += 1) {
    const reference = candidateReference(refundId, clash, numberOf);
    const command: FundingCommand = {
      type: 'ReserveFunding',
      data: { reference, merchantId, orderId, refundId, at: envelope.issuedAt },
    };
    const { outcome } = await dispatch(reservation(envelope, command));
    // Taken by another refund, or by another merchant's, which reads as unknown.
    if (outcome === 'accepted') return reference;
  }
  return undefined;
}

const PURPOSE = 'funding-reference';

/** The funding knows a repeat by the refund; an old answer by the same id could be out of date. */
function reservation(
  { expectedRevision: _expectedRevision, ...envelope }: CommandEnvelope,
  command: FundingCommand,
): CommandEnvelope {
  const { reference } = command.data;
  return {
    ...envelope,
    commandId: idFrom('funding', envelope.commandId, reference, envelope.issuedAt),
    causationId: envelope.commandId,
    command,
  };
}
