import type { CaseParty, CaseShown } from '@libs/contracts';
import type { Actor } from '@libs/kernel';
import { orderLinks, refundPath } from '../answers/links.js';
import type { Named } from '../answers/timeline-names.js';

/** For whom a case is shown: what may be done with it is theirs to do, and names are the store's. */
export interface CaseReader {
  readonly party: CaseParty;
  /** Where this reader finds the case. */
  readonly path: string;
  readonly named?: (actor: Actor) => Named;
}

/** A case as one side follows it, with the commands that are theirs now. */
export function caseAnswer(shown: CaseShown, { party, path, named }: CaseReader) {
  const { merchantId: _merchantId, terms: _terms, accepted, lines, revision, ...told } = shown;
  const { failure } = shown;
  return {
    ...told,
    ...(accepted !== undefined && { accepted }),
    ...(failure !== undefined && { failure: withStep(shown, failure, party) }),
    lines: lines.map(({ who, ...line }) => ({
      ...line,
      ...(named !== undefined && { who: named(who) }),
    })),
    etagPart: `case.${shown.caseId}.${revision}`,
    href: path,
    ...(party === 'merchant' && { order: orderLinks(shown.orderId).self }),
    ...(party === 'merchant' &&
      shown.promised !== undefined &&
      accepted?.refund !== undefined && {
        refund: refundPath(shown.orderId, accepted.refund.refundId),
      }),
    commands: commandsOf(shown, party).map((command) => ({
      command,
      href: `${path}/${command}`,
    })),
  };
}

/**
 * Where the account may not pay without the buyer's account, which no case knows, a request of the
 * merchant's own names it.
 */
function withStep(
  { orderId, status }: CaseShown,
  failure: NonNullable<CaseShown['failure']>,
  party: CaseParty,
) {
  const isByHand = failure.reason === 'buyer-iban-missing' && status === 'open';
  if (party === 'buyer' || !isByHand) return failure;
  return { ...failure, nextStep: { action: 'refund', href: orderLinks(orderId).refunds } };
}

/** What a party can ask of a case now, as the last part of the path. */
function commandsOf(shown: CaseShown, party: CaseParty): readonly string[] {
  const { status, awaits, kind, openedBy, goodsReceivedAt, isShipped } = shown;
  if (status === 'closed') return [];
  if (status === 'accepting') return ['messages'];
  const isTurn = awaits === party;
  const isNegotiable = kind === 'price-reduction' || kind === 'reclamation';
  const commands: readonly (readonly [string, boolean])[] = [
    ['messages', true],
    ['accept', isTurn],
    ['counter-offer', isTurn && isNegotiable],
    ['decline', isTurn],
    ['goods-received', party === 'merchant' && isShipped && goodsReceivedAt === undefined],
    ['withdraw', party === 'buyer' && openedBy === 'buyer'],
  ];
  return commands.flatMap(([command, isOpen]) => (isOpen ? [command] : []));
}

/** The revision that a case's answer shows, as a part of an `ETag`. */
export const caseRevision = ({ caseId, revision }: Pick<CaseShown, 'caseId' | 'revision'>) => ({
  [casePart(caseId)]: revision,
});

/** A case's part of an `ETag`: it carries its id. */
export const casePart = (caseId: CaseShown['caseId']): string => `case.${caseId}`;
