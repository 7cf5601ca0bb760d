import {
  refundOptions,
  type OrderDetails,
  type OrderRefunds,
  type RefundableRow,
  type RefundOption,
} from '@libs/contracts';
import { formatMoney, NOTHING } from '@libs/kernel';
import { orderLinks, refundPath } from '../answers/links.js';
import { stepBeforePayment } from '../answers/unpaid-order.js';
import type { Language, Texts } from '../http/language.js';
import { textOf } from '../problems/problem-document.js';

/** What can be refunded and how, or why not, before anybody tries. */
export function refundOptionsAnswer(shown: OrderRefunds, language: Language, order?: OrderDetails) {
  const { orderId, captured, promised, refunded, refundable } = shown;
  return {
    ...{ orderId, captured, promised, refunded, refundable },
    refundableVat: shown.refundableVat,
    refundableExcess: shown.refundableExcess,
    rows: shown.rows.map((row) => namedRow(row, order)),
    options: refundOptions(shown).map((option) => toldOption(option, language)),
    pendingApprovals: shown.refunds
      .filter(({ status }) => status === 'awaiting-approval')
      .map(({ refundId, amount, requestedBy, requestedAt }) => ({
        ...{ refundId, amount, requestedBy, requestedAt },
        links: {
          approve: `${refundPath(orderId, refundId)}/approve`,
          decline: `${refundPath(orderId, refundId)}/decline`,
        },
      })),
    links: orderLinks(orderId),
  };
}

/** The same for an order whose payment was not confirmed yet; it is called off, not refunded. */
export function unpaidOptionsAnswer(order: OrderDetails, language: Language) {
  const { orderId } = order;
  const nothing = { captured: NOTHING, promised: NOTHING, refunded: NOTHING, refundable: NOTHING };
  const timings = ['before-settlement', 'after-settlement'] as const;
  return {
    orderId,
    ...nothing,
    refundableVat: [],
    refundableExcess: NOTHING,
    rows: [],
    pendingApprovals: [],
    options: timings.map((timing) => ({
      timing,
      available: false,
      reason: 'not-paid',
      nextStep: stepBeforePayment(order)?.action ?? 'none',
      text: reasonText('not-paid', language),
    })),
    links: orderLinks(orderId),
  };
}

/** A row with its name, which the order has. */
function namedRow(row: RefundableRow, order: OrderDetails | undefined) {
  const name = order?.rows.find(({ rowNumber }) => rowNumber === row.rowNumber)?.name;
  return { ...row, ...(name !== undefined && { name }) };
}

function toldOption(option: RefundOption, language: Language) {
  if (option.available) {
    const text = openWords(option)
      [language].replace('{max}', formatMoney(option.max))
      .replace('{free}', formatMoney(option.withoutTransferUpTo));
    return { ...option, text };
  }
  return { ...option, text: reasonText(option.reason, language) };
}

type OpenOption = Extract<RefundOption, { readonly available: true }>;

function openWords({ needsTransfer, isAdvanced, withoutTransferUpTo }: OpenOption): Texts {
  if (isAdvanced) return OPEN_IN_ADVANCE;
  if (!needsTransfer) return OPEN;
  return withoutTransferUpTo.minorUnits === 0 ? OPEN_BY_TRANSFER : OPEN_BY_TRANSFER_OR_FREE;
}

/** A closed option says the same as the refusal of the same name. */
function reasonText(reason: string, language: Language): string {
  const { title, detail } = textOf(`account.${reason}`);
  return detail === undefined ? title[language] : `${title[language]}. ${detail[language]}`;
}

const OPEN: Texts = {
  en: 'Up to {max} can be refunded from held money.',
  fi: 'Enintään {max} voidaan palauttaa meillä olevista rahoista.',
  sv: 'Upp till {max} kan återbetalas av pengarna hos oss.',
};

const OPEN_IN_ADVANCE: Texts = {
  en: 'Up to {max} can be refunded; we pay the buyer at once and deduct it from your coming payouts.',
  fi: 'Enintään {max} voidaan palauttaa; maksamme ostajalle heti ja vähennämme summan tulevista tilityksistäsi.',
  sv: 'Upp till {max} kan återbetalas; vi betalar köparen genast och drar av beloppet från dina kommande utbetalningar.',
};

const OPEN_BY_TRANSFER: Texts = {
  en: 'Up to {max} can be refunded once you have transferred the sum.',
  fi: 'Enintään {max} voidaan palauttaa, kun olet siirtänyt summan.',
  sv: 'Upp till {max} kan återbetalas när du har överfört summan.',
};

const OPEN_BY_TRANSFER_OR_FREE: Texts = {
  en: 'Up to {max} can be refunded once you have transferred the sum; up to {free} needs no new transfer.',
  fi: 'Enintään {max} voidaan palauttaa, kun olet siirtänyt summan; {free} asti ei tarvita uutta siirtoa.',
  sv: 'Upp till {max} kan återbetalas när du har överfört summan; upp till {free} behövs ingen ny överföring.',
};
