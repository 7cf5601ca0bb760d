import type { FundingCommand } from '@libs/contracts';
import {
  hoursAfter,
  idFrom,
  INSTITUTION,
  OrderId,
  plainReference,
  ReferenceNumber,
  RefundId,
  type CommandAnswer,
  type CommandEnvelope,
  type MerchantId,
} from '@libs/kernel';
import type { Configuration, Dispatch, Ports } from '@libs/platform';
import { CANDIDATES_MAX, candidateReference } from './account/funding-reference.js';

export interface FundingReferences {
  readonly dispatch: Dispatch;
  readonly secrets: Pick<Ports['secrets'], 'number'>;
  readonly fundingAccount: Configuration['fundingAccount'];
}

/**
 * Dispatches requests. A refund that turns out to need a transfer gets a reference number, its
 * own or the one that the merchant chose, which is taken for it before the refund is recorded,
 * and is asked for again with it. A reference whose request is refused after all stays reserved,
 * and harms nobody: the merchant may take it over once it is old.
 */
export function withFundingReference(references: FundingReferences): Dispatch {
  const { dispatch, fundingAccount } = references;
  return async (envelope) => {
    const answer = await dispatch(envelope);
    const { tenant, command } = envelope;
    if (!needsReference(answer) || tenant === INSTITUTION) return answer;
    const reference = await reservedReference(references, envelope, tenant);
    if (reference === 'taken')
      return { outcome: 'rejected', rejection: { code: 'reference-taken' } };
    if (reference === undefined) return answer;
    const funding = { ...fundingAccount, reference };
    return dispatch({ ...envelope, command: { ...command, data: { ...command.data, funding } } });
  };
}

const needsReference = (answer: CommandAnswer): boolean =>
  answer.outcome === 'rejected' && answer.rejection.code === 'funding-instructions-missing';

/**
 * The chosen one, unless somebody else has it; else the first that is not taken, and the same ones
 * are tried, in the same order, by every retry.
 */
async function reservedReference(
  { dispatch, secrets }: FundingReferences,
  envelope: CommandEnvelope,
  merchantId: MerchantId,
): Promise<ReferenceNumber | 'taken' | undefined> {
  const refundId = RefundId.parse(envelope.command.data['refundId']);
  const orderId = OrderId.parse(envelope.command.data['orderId']);
  const numberOf = (text: string, below: bigint) => secrets.number(PURPOSE, text, below);
  const chosen = ReferenceNumber.safeParse(envelope.command.data['chosenReference']).data;
  // Taken by another refund, or by another merchant's, which reads as unknown.
  const isReserved = async (reference: ReferenceNumber): Promise<boolean> => {
    const names = { reference, merchantId, orderId, refundId, at: envelope.issuedAt };
    const abandonedBefore = hoursAfter(envelope.issuedAt, -ABANDONED_HOURS);
    const command: FundingCommand = {
      type: 'ReserveFunding',
      data: { ...names, ...(chosen !== undefined && { abandonedBefore }) },
    };
    return (await dispatch(reservation(envelope, command))).outcome === 'accepted';
  };
  if (chosen !== undefined) {
    const reference = ReferenceNumber.parse(plainReference(chosen));
    return (await isReserved(reference)) ? reference : 'taken';
  }
  for (let clash = 0; clash < CANDIDATES_MAX; clash += 1) {
    const reference = candidateReference(refundId, clash, numberOf);
    if (await isReserved(reference)) return reference;
  }
  return undefined;
}

/** So long after a reservation the news of its request is certainly here. */
const ABANDONED_HOURS = 24;

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
