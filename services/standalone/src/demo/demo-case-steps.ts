import { CASE_TERMS, type CaseCommand, type CaseKind, type OrderedRow } from '@libs/contracts';
import {
  assert,
  CaseId,
  eur,
  idFrom,
  priceRows,
  RefundId,
  type Actor,
  type Timestamp,
} from '@libs/kernel';
import { payoutPaid, type DemoCase } from './demo-order-steps.js';
import { commandStep, type DemoStep } from './demo-steps.js';
import { actsOf } from './demo-stories.js';

/** The buyer asks for something, in their own words. */
export function caseOpened(each: DemoCase, at: Timestamp, kind: CaseKind): DemoStep {
  const { reason, paid } = each;
  return told(each, BUYER, {
    type: 'OpenCase',
    data: {
      ...{ ...ofCase(each), by: 'buyer', kind, reason, message: MESSAGES[kind], at },
      ...(kind === 'price-reduction' && { amount: eur(Math.ceil(paid.minorUnits / 5)) }),
      ...(kind === 'partial-return' && { chosen: [{ rowNumber: 1, quantity: '1' }] }),
      order: orderOf(each),
    },
  });
}

const orderOf = (each: DemoCase) => ({
  merchantId: each.order.merchant.merchantId,
  servicePackage: each.order.merchant.terms.servicePackage,
  ...{ terms: CASE_TERMS, rows: orderedRows(each), refundable: each.paid },
  isShipped: actsOf(each.order.story).includes('send'),
});

/** The buyer withdraws from the whole contract, as the law lets them. */
export function withdrawalDeclared(each: DemoCase, at: Timestamp): DemoStep {
  const { buyer, orderNumber } = each.order;
  return told(each, BUYER, {
    type: 'DeclareWithdrawal',
    data: {
      ...{ ...ofCase(each), name: buyer.name, email: buyer.email ?? NO_EMAIL },
      ...{ contract: orderNumber, order: orderOf(each), at },
    },
  });
}

/** What was sent is back in the store. */
export const goodsReceived = (each: DemoCase, at: Timestamp): DemoStep =>
  told(each, each.refunder, { type: 'ReceiveGoods', data: { ...ofCase(each), at } });

/** The refund of the case's first yes has reached the buyer. */
export function casePayoutPaid(each: DemoCase, at: Timestamp): DemoStep {
  const { caseId, orderId } = ofCase(each);
  const refundId = RefundId.parse(idFrom('case-refund', caseId, '0'));
  return payoutPaid({ orderId, refundId }, at);
}

/** The store would give half of what was asked for. */
export const counterOffered = (each: DemoCase, at: Timestamp): DemoStep =>
  told(each, each.refunder, {
    type: 'CounterOffer',
    data: {
      ...{ ...ofCase(each), by: 'merchant', at },
      amount: eur(Math.ceil(each.paid.minorUnits / 10)),
      message: 'Voimme tulla puoliväliin vastaan.',
    },
  });

export const caseAccepted = (each: DemoCase, at: Timestamp): DemoStep =>
  told(each, each.refunder, {
    type: 'AcceptCase',
    data: {
      ...{ ...ofCase(each), by: 'merchant', extent: 'full', at },
      ...{ beforeGoods: false, isShipped: actsOf(each.order.story).includes('send') },
    },
  });

export const caseDeclined = (each: DemoCase, at: Timestamp): DemoStep =>
  told(each, each.refunder, {
    type: 'DeclineCase',
    data: { ...ofCase(each), by: 'merchant', message: 'Tuote on kuvauksen mukainen.', at },
  });

const NO_EMAIL = 'buyer@example.com';
const BUYER: Actor = { kind: 'buyer', id: 'buyer' };
const MESSAGES: Readonly<Record<CaseKind, string>> = {
  cancellation: 'Tilasin vahingossa kahdesti.',
  'price-reduction': 'Pakkaus oli kolhiintunut, mutta pidän tuotteen.',
  'partial-return': 'Palautan yhden, se ei sovi keittiöön.',
  reclamation: 'Tuote lakkasi toimimasta toisena päivänä.',
};

const ofCase = ({ order: { orderId } }: DemoCase) => ({
  caseId: CaseId.parse(idFrom('demo-case', orderId)),
  orderId,
});

/** What is said of one case is said in order. */
function told({ order }: DemoCase, actor: Actor, command: CaseCommand): DemoStep {
  const { merchantId } = order.merchant;
  return commandStep('refunds', command.data.caseId, { tenant: merchantId, actor }, command);
}

function orderedRows({ order: { basket } }: DemoCase): readonly OrderedRow[] {
  const sums = priceRows(basket.rows);
  assert(sums !== undefined, 'a basket of the demo data is not beyond all money');
  return basket.rows.map(({ quantity, type }, at) => {
    const gross = sums[at]?.gross;
    assert(gross !== undefined, 'each row is priced');
    return { rowNumber: at + 1, quantity, gross, type };
  });
}
