import type { Refund } from '@libs/contracts';
import { formatMoney, type Actor, type OrderId } from '@libs/kernel';
import { orderLinks, refundPath } from '../answers/links.js';
import type { Named } from '../answers/timeline-names.js';
import type { Language, Texts } from '../http/language.js';

/** Where and for whom a refund is shown. */
export interface RefundPlace {
  readonly orderId: OrderId;
  readonly language: Language;
  readonly named: (actor: Actor) => Named;
}

/** A refund as a merchant follows it: with what it waits for, and the step that comes next. */
export function refundAnswer(refund: Refund, { orderId, language, named }: RefundPlace) {
  const { decision } = refund;
  const nextStep = nextStepOf(refund, orderId, language);
  return {
    ...refund,
    orderId,
    requestedBy: named(refund.requestedBy),
    ...(decision !== undefined && { decision: { ...decision, by: named(decision.by) } }),
    href: refundPath(orderId, refund.refundId),
    ...(nextStep !== undefined && { nextStep }),
  };
}

/** What the merchant does next, or waits for; nothing once the refund has come to its end. */
function nextStepOf(
  { refundId, status, funding, timing }: Refund,
  orderId: OrderId,
  language: Language,
) {
  switch (status) {
    case 'awaiting-approval':
      return {
        action: 'approve',
        href: `${refundPath(orderId, refundId)}/approve`,
        text: APPROVE[language],
      };
    case 'waiting-for-transfer':
      return funding === undefined
        ? undefined
        : { action: 'transfer', text: filled(TRANSFER[language], funding) };
    case 'payout-ordered':
      return { action: 'wait', text: WAIT[language] };
    case 'payout-failed':
      return {
        action: 'refund',
        href: orderLinks(orderId).refunds,
        body: { timing },
        text: AGAIN[language],
      };
    case 'paid-out':
    case 'withdrawn':
    case 'declined':
      return undefined;
  }
}

const filled = (words: string, funding: NonNullable<Refund['funding']>): string =>
  words
    .replace('{amount}', formatMoney(funding.amount))
    .replace('{recipient}', funding.recipientName)
    .replace('{iban}', funding.iban)
    .replace('{reference}', funding.reference);

const TRANSFER: Texts = {
  en: 'Transfer {amount} to {recipient}, {iban}, with the reference {reference}. The buyer is paid when it arrives.',
  fi: 'Siirrä {amount} saajalle {recipient}, {iban}, viitteellä {reference}. Ostajalle maksetaan, kun se saapuu.',
  sv: 'Överför {amount} till {recipient}, {iban}, med referensen {reference}. Köparen får pengarna när den kommer fram.',
};

const APPROVE: Texts = {
  en: 'Another person than the one who asked approves or declines it.',
  fi: 'Joku muu kuin pyytäjä hyväksyy tai hylkää sen.',
  sv: 'Någon annan än den som begärde godkänner eller avslår den.',
};

const WAIT: Texts = {
  en: 'The money is on its way to the buyer.',
  fi: 'Rahat ovat matkalla ostajalle.',
  sv: 'Pengarna är på väg till köparen.',
};

const AGAIN: Texts = {
  en: 'The payout failed and its money is free again. Ask for the refund anew.',
  fi: 'Maksu epäonnistui, ja rahat ovat taas vapaana. Pyydä palautus uudelleen.',
  sv: 'Utbetalningen misslyckades och pengarna är fria igen. Begär återbetalningen på nytt.',
};
