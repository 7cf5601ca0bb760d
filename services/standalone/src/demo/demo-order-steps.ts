import type {
  AccountCommand,
  FundingInstructions,
  ReceivedMoney,
  RefundReason,
} from '@libs/contracts';
import {
  eur,
  idFrom,
  minus,
  NOTHING,
  plus,
  RefundId,
  referenceOf,
  TransferId,
  type Actor,
  type Money,
  type ReferenceNumber,
  type Timestamp,
} from '@libs/kernel';
import type { DemoOrder } from './demo-orders.js';
import { commandStep, messageStep, type DemoStep } from './demo-steps.js';
import { actsOf } from './demo-stories.js';
import { usersWith } from './demo-users.js';

/** Where merchants transfer money that funds refunds; its amount is for each refund to say. */
export type FundingAccount = Omit<FundingInstructions, 'amount' | 'reference'>;

/** An order of the demo data with all sums and names that its acts need. */
export interface DemoCase {
  readonly order: DemoOrder;
  readonly fundingAccount: FundingAccount;
  readonly receiptId: string;
  readonly total: Money;
  /** With the invoicing fee, where there is one. */
  readonly paid: Money;
  /** Before settlement; `NOTHING` where it has none. */
  readonly refund: Money;
  /** What of it was paid out. */
  readonly refunded: Money;
  /** After settlement. */
  readonly later: Money;
  readonly laterReference: ReferenceNumber;
  readonly reason: RefundReason;
  readonly refunder: Actor;
  /** Somebody else who may refund. */
  readonly second: Actor;
  /** Whether the holder of the card was verified. */
  readonly isVerified: boolean;
}

export function caseOf(order: DemoOrder, fundingAccount: FundingAccount): DemoCase {
  const { random, basket, merchant, paymentId, orderNumber, story } = order;
  const acts = actsOf(story);
  const total = plus(basket.amount, basket.sellerCosts);
  const hasFee = order.method === 'FI70' && random.chance(50);
  const paid = hasFee ? plus(total, eur(3_95)) : total;
  const partOf = (sum: Money) => eur(Math.ceil((sum.minorUnits * random.integer(10, 60)) / 100));
  const refund = acts.includes('refund-all') ? paid : partOf(paid);
  const refunded = acts.includes('payout-paid') ? refund : NOTHING;
  const left = minus(paid, refunded);
  const later = acts.includes('refund-all-later') ? left : partOf(left);
  const people = [
    ...usersWith(merchant.merchantId, 'refunder'),
    ...usersWith(merchant.merchantId, 'manager'),
  ];
  const refunder = random.pick(people);
  const second = people.find(({ userId }) => userId !== refunder.userId) ?? refunder;
  return {
    ...{ order, fundingAccount, receiptId: `receipt-${paymentId}`, total, paid },
    ...{ refund, refunded, later },
    laterReference: referenceOf(`${orderNumber}${random.integer(100_000, 999_999)}`),
    reason: random.pick(REASONS),
    refunder: { kind: 'user', id: refunder.userId },
    second: { kind: 'user', id: second.userId },
    isVerified: !random.chance(6),
  };
}

const REASONS: readonly RefundReason[] = [
  ...(['not-delivered', 'wrong-size', 'incorrect-item', 'defective', 'out-of-stock'] as const),
];

/** The order comes from its web store. */
export function orderReceived({ order }: DemoCase, at: Timestamp): DemoStep {
  const { merchant, basket, orderId, paymentId, orderNumber, reference, buyer, delivery } = order;
  const { merchantId, sellerId, terms } = merchant;
  const [webStore] = usersWith(merchantId, 'webstore');
  const actor: Actor = { kind: 'webstore', id: webStore?.userId ?? sellerId };
  return commandStep(
    'orders',
    orderId,
    { tenant: merchantId, actor },
    {
      type: 'ReceiveOrder',
      data: {
        ...{ orderId, merchantId, sellerId, paymentId, orderNumber, reference },
        ...basket,
        ...{ buyer, delivery, terms, at },
      },
    },
  );
}

/** The reference for a refund after settlement is taken before the refund is asked for. */
export function fundingReserved(each: DemoCase, at: Timestamp): DemoStep {
  const { merchantId } = each.order.merchant;
  const { laterReference: reference, refunder: actor } = each;
  return commandStep(
    'refunds',
    reference,
    { tenant: merchantId, actor },
    {
      type: 'ReserveFunding',
      data: { reference, merchantId, ...named(each, 'later'), at },
    },
  );
}

export function methodPicked({ order }: DemoCase, at: Timestamp): readonly DemoStep[] {
  const { sellerId } = order.merchant;
  const { paymentId, method } = order;
  return [
    messageStep('payments.events', paymentKey(order), at, {
      type: 'PaymentMethodPicked',
      data: { sellerId, paymentId, method, pickedAt: at },
    }),
  ];
}

/** A payment by its own id; a card was verified, or now and then was not. */
export function paymentTold(
  { order, isVerified }: DemoCase,
  at: Timestamp,
  { receiptId, paid }: { readonly receiptId: string; readonly paid: ReceivedMoney },
): DemoStep {
  const { sellerId } = order.merchant;
  const { paymentId, method } = order;
  const card = {
    brand: 'visa' as const,
    ...{ lastFour: '4242', issuerCountry: 'FI', isAuthenticated: isVerified },
  };
  return messageStep('payments.events', paymentKey(order), at, {
    type: 'PaymentSucceeded',
    data: {
      ...{ sellerId, paymentId, receiptId, method, paid },
      ...(method.startsWith('FI5') ? { card } : {}),
      succeededAt: at,
    },
  });
}

export const paymentKey = ({ merchant, paymentId }: DemoOrder): string =>
  `${merchant.sellerId}/${paymentId}`;

type Which = 'first' | 'later';

export const named = ({ order: { orderId } }: DemoCase, which: Which) => ({
  orderId,
  refundId: RefundId.parse(idFrom('demo-refund', orderId, which)),
});

/** A sum for a price reduction; without one, all that is left. */
type Sum = { readonly amount?: Money };

/** One piece of the first row comes back, at what it came to. */
export const rowsRequested = (each: DemoCase, at: Timestamp): DemoStep =>
  refunds(each, {
    type: 'RequestRefund',
    data: {
      ...named(each, 'first'),
      ...{ kind: 'partial-return', rows: [{ rowNumber: 1, quantity: '1' }] },
      ...{ reason: each.reason, timing: 'before-settlement', at },
    },
  });

export function requested(each: DemoCase, at: Timestamp, sum: Sum): DemoStep {
  return refunds(each, {
    type: 'RequestRefund',
    data: { ...named(each, 'first'), ...wish(each, sum), timing: 'before-settlement', at },
  });
}

export function requestedLater(each: DemoCase, at: Timestamp, sum: Sum): DemoStep {
  const { fundingAccount, laterReference } = each;
  return refunds(each, {
    type: 'RequestRefund',
    data: {
      ...named(each, 'later'),
      ...wish(each, sum),
      timing: 'after-settlement',
      funding: { ...fundingAccount, reference: laterReference },
      at,
    },
  });
}

/** In the balance model no transfer has to come: it is paid at once. */
export const requestedInAdvance = (each: DemoCase, at: Timestamp): DemoStep =>
  refunds(each, {
    type: 'RequestRefund',
    data: {
      ...{ ...named(each, 'later'), ...wish(each, { amount: each.later }) },
      ...{ timing: 'after-settlement', at },
    },
  });

const wish = ({ reason }: DemoCase, sum: Sum) => ({
  ...sum,
  kind: sum.amount === undefined ? ('full' as const) : ('price-reduction' as const),
  reason,
  description: DESCRIPTIONS[reason],
});

const DESCRIPTIONS: Readonly<Record<RefundReason, string>> = {
  'not-delivered': 'Lähetys ei tullut perille.',
  'wrong-size': 'Väärä koko.',
  'incorrect-item': 'Paketissa oli väärä tuote.',
  defective: 'Tuote vaurioitui kuljetuksessa.',
  'out-of-stock': 'Tuote loppui varastosta.',
  other: 'Sovittu asiakkaan kanssa.',
};

/** Somebody else agrees, and the money moves. */
export const approved = (each: DemoCase, at: Timestamp): DemoStep =>
  bySecond(each, {
    type: 'ApproveRefund',
    data: { ...named(each, 'first'), approvedBy: each.second, at },
  });

/** Somebody else does not agree, and the money stays. */
export const declined = (each: DemoCase, at: Timestamp): DemoStep =>
  bySecond(each, {
    type: 'DeclineRefund',
    data: {
      ...named(each, 'first'),
      ...{ declinedBy: each.second, reason: 'Sovitaan ensin asiakkaan kanssa.', at },
    },
  });

const bySecond = (each: DemoCase, command: AccountCommand): DemoStep =>
  refunds({ ...each, refunder: each.second }, command);

/** A refund is the wish of one of the merchant's people. */
export function refunds(each: DemoCase, command: AccountCommand): DemoStep {
  const { orderId, merchant } = each.order;
  return commandStep(
    'refunds',
    orderId,
    { tenant: merchant.merchantId, actor: each.refunder },
    command,
  );
}

export const payoutPaid = (refund: ReturnType<typeof named>, at: Timestamp): DemoStep =>
  messageStep('payouts.events', refund.orderId, at, {
    type: 'PayoutPaid',
    data: { ...refund, paidAt: at },
  });

export const payoutFailed = (each: DemoCase, which: Which, at: Timestamp): DemoStep =>
  messageStep('payouts.events', each.order.orderId, at, {
    type: 'PayoutFailed',
    data: { ...named(each, which), reason: 'Maksutapa ei ota vastaan hyvitystä.', failedAt: at },
  });

export const feeOf = ({ order }: DemoCase): Money => order.merchant.terms.fundingFee;

export function transferred(each: DemoCase, at: Timestamp, amount: Money): DemoStep {
  const { order, fundingAccount, laterReference } = each;
  const transferId = TransferId.parse(`demo-${order.orderNumber}`);
  return messageStep('bank.events', transferId, at, {
    type: 'TransferArrived',
    data: {
      transferId,
      iban: fundingAccount.iban,
      reference: laterReference,
      amount,
      payerName: order.merchant.company.name,
      bookedAt: at,
    },
  });
}
