import {
  groupOf,
  PaymentMethodGroup,
  permitted,
  type Address,
  type Buyer,
  type PaymentMethod,
  type Terms,
} from '@libs/contracts';
import {
  orderIdOf,
  PaymentId,
  referenceOf,
  type OrderId,
  type ReferenceNumber,
} from '@libs/kernel';
import { DEMO_MERCHANTS, type DemoMerchant } from './demo-merchants.js';
import { buyer, delivery } from './demo-people.js';
import { basket, type DemoBasket } from './demo-rows.js';
import {
  hasApproval,
  hasCase,
  hasRefund,
  isFundedLater,
  isInBalance,
  STORIES,
  type DemoStory,
} from './demo-stories.js';
import { seededRandom, type SeededRandom } from './seeded-random.js';

/** An order of the demo data, and the story that it tells. */
export interface DemoOrder {
  readonly merchant: DemoMerchant;
  readonly orderId: OrderId;
  readonly paymentId: PaymentId;
  readonly orderNumber: string;
  readonly reference: ReferenceNumber;
  readonly basket: DemoBasket;
  readonly buyer: Buyer;
  readonly delivery: Address;
  readonly method: PaymentMethod;
  readonly story: DemoStory;
  /** What else happens to it by chance. */
  readonly random: SeededRandom;
}

/** Besides one of each kind there is, so many a merchant, as a shop's days bring them. */
export const EVERYDAY_ORDERS = 600;

/** Every story with every group of methods that can tell it, then what is common. */
export function demoOrders(seed: string, count = EVERYDAY_ORDERS): readonly DemoOrder[] {
  return DEMO_MERCHANTS.flatMap((merchant) => {
    const random = seededRandom(`${seed}/${merchant.sellerId}`);
    const everyday = Array.from({ length: count * (merchant.everydayShare ?? 1) }, () =>
      everydayPlot(merchant, random),
    );
    return [...everyKind(merchant), ...everyday].map((plot, at) =>
      orderOf(merchant, merchant.firstOrderNumber + at, { seed, ...plot }),
    );
  });
}

interface Plot {
  readonly group: PaymentMethodGroup;
  readonly story: DemoStory;
}

function everyKind(merchant: DemoMerchant): readonly Plot[] {
  return PaymentMethodGroup.options.flatMap((group) =>
    (Object.keys(STORIES) as DemoStory[])
      .filter((story) => canTell(merchant, group, story))
      .map((story) => ({ group, story })),
  );
}

/**
 * Cases are for buyers whom the service knows; a refund after settlement needs no transfer in the
 * balance model, and one that somebody has to approve goes its own way: they have their stories.
 */
const canTell = ({ terms }: DemoMerchant, group: PaymentMethodGroup, story: DemoStory): boolean =>
  (terms.settlementModel === 'balance' ? !isFundedLater(story) : !isInBalance(story)) &&
  (!hasCase(story) || hasCases(terms)) &&
  (!hasRefund(story) || hasApproval(story) === (terms.refundApproval === 'two-person')) &&
  (!hasRefund(story) ||
    permitted({
      ...{ action: 'refund', group, isSettled: true },
      servicePackage: terms.servicePackage,
    }).allowed);

const hasCases = ({ servicePackage }: Terms): boolean =>
  permitted({ action: 'buyer-case', servicePackage }).allowed;

const COMMON_GROUPS: readonly PaymentMethodGroup[] = [
  ...(['card', 'card', 'card', 'bank', 'bank', 'bank', 'svea-invoice', 'collector'] as const),
];
const COMMON_STORIES: readonly DemoStory[] = [
  ...(['settled', 'settled', 'settled', 'settled', 'settled', 'settled', 'paid', 'paid'] as const),
  ...([
    'sent',
    'in-inspection',
    'settled-less-refund',
    'refunded-in-full',
    'received',
    'method-chosen',
    'expired',
    'cancelled',
    'rows-returned',
    'price-reduction-proposed',
    'reclamation-open',
    'refund-advanced',
    'refund-deducted',
    'refund-approved',
    'settled-less-deduction',
  ] as const),
];

function everydayPlot(merchant: DemoMerchant, random: SeededRandom): Plot {
  const group = random.pick(COMMON_GROUPS);
  const stories = COMMON_STORIES.filter((story) => canTell(merchant, group, story));
  return { group, story: random.pick(stories) };
}

function orderOf(
  merchant: DemoMerchant,
  number: number,
  { seed, group, story }: Plot & { readonly seed: string },
): DemoOrder {
  const orderNumber = String(number);
  const random = seededRandom(`${seed}/${merchant.sellerId}/${orderNumber}`);
  const paymentId = PaymentId.parse(`${orderNumber}_1`);
  const who = buyer(random);
  return {
    merchant,
    orderId: orderIdOf(merchant.sellerId, paymentId),
    paymentId,
    orderNumber,
    reference: referenceOf(orderNumber),
    basket: basket(random),
    buyer: who,
    delivery: delivery(random, who),
    method: random.pick(merchant.methods.filter((method) => groupOf(method) === group)),
    story,
    random,
  };
}
