import {
  REQUEST_TOPICS,
  type AccountCommand,
  type DeliveryCommand,
  type OutsideTopic,
  type Terms,
} from '@libs/contracts';
import {
  eur,
  idFrom,
  orderIdOf,
  ParcelId,
  PaymentId,
  RefundId,
  SettlementId,
  type AnyMessage,
} from '@libs/kernel';
import type { Standalone } from '@services/standalone';
import { timed } from './bench.js';
import { shopOrder } from './shop-orders.js';

const SETTLE_MS_MAX = 600_000;
const AT = '2026-01-05T09:30:00.000Z';
const CARD = 'FI50';
/** What an order of the bench comes to. */
const TOTAL = 40_70;
const BACK = 1_00;

/** Which lives: those of other rounds are over. */
export interface Lives {
  readonly round: number;
  readonly orders: number;
}

/**
 * What it takes so many orders of the Satisfaction Guarantee to live, side by side: received,
 * paid, sent, handed over, approved, partly refunded, proposed, claimed and settled. 19 commands
 * each: ReceiveOrder, ChoosePaymentMethod, RecordPayment twice with TakeReceipt between, OpenAccount, AwaitDelivery, AddParcels,
 * RecordHandOver, ApproveDelivery, two of ReleaseHold, RequestRefund, ConfirmPayout, and
 * ProposeSettlement, ClaimForSettlement, AcceptLine, PaySettlement and SettleClaim.
 */
export async function liveOnce(extranet: Standalone, { round, orders }: Lives): Promise<number> {
  const lives = Array.from({ length: orders }, (_, at) => lifeOf(round * orders + at));
  const all = (act: (life: Life) => Promise<unknown>) => Promise.all(lives.map(act));
  return timed(async () => {
    for (const act of STEPS) {
      await all((life) => act(extranet, life));
      await settled(extranet);
    }
  });
}

type Life = ReturnType<typeof lifeOf>;
type Step = (extranet: Standalone, life: Life) => Promise<unknown>;

function lifeOf(number: number) {
  const { data } = shopOrder(number);
  const terms: Terms = { ...data.terms, servicePackage: 'satisfaction-guarantee' };
  const sellerId = data.sellerId;
  const paymentId = PaymentId.parse(`life-${number}`);
  const orderId = orderIdOf(sellerId, paymentId);
  return {
    order: { ...data, terms, paymentId, orderId },
    orderId,
    payment: { sellerId, paymentId, method: CARD },
    parcelId: ParcelId.parse(idFrom('life', 'parcel', orderId)),
    refundId: RefundId.parse(idFrom('life', 'refund', orderId)),
    settlementId: SettlementId.parse(`life-${number}`),
    merchantId: data.merchantId,
  };
}

const STEPS: readonly Step[] = [
  (extranet, { order }) => send(extranet, 'orders', { type: 'ReceiveOrder', data: order }),
  (extranet, { payment }) =>
    tell(extranet, 'payments.events', payment.paymentId, {
      type: 'PaymentMethodPicked',
      data: { ...payment, pickedAt: AT },
    }),
  (extranet, { payment }) =>
    tell(extranet, 'payments.events', payment.paymentId, {
      type: 'PaymentSucceeded',
      data: {
        ...payment,
        receiptId: `life-${payment.paymentId}`,
        paid: eur(TOTAL),
        succeededAt: AT,
      },
    }),
  (extranet, { orderId, parcelId }) => {
    const parcels = [{ parcelId, method: 'ITELL', tracking: 'JJFI12345678901234567' }] as const;
    const data = { orderId, parcels, allSent: true, force: false, at: AT };
    const command: DeliveryCommand = { type: 'AddParcels', data };
    return send(extranet, 'shipping', command);
  },
  (extranet, { orderId, parcelId }) =>
    tell(extranet, 'carriers.events', orderId, {
      type: 'ParcelDelivered',
      data: { orderId, parcelId, handedOverAt: AT, toldAt: AT },
    }),
  (extranet, { orderId }) =>
    send(extranet, 'shipping', { type: 'ApproveDelivery', data: { orderId, at: AT } }),
  (extranet, { orderId, refundId }) => {
    const command: AccountCommand = {
      type: 'RequestRefund',
      data: {
        ...{ orderId, refundId, kind: 'price-reduction', amount: eur(BACK) },
        ...{ timing: 'before-settlement', reason: 'other', at: AT },
      },
    };
    return send(extranet, 'refunds', command);
  },
  (extranet, { orderId, refundId }) =>
    tell(extranet, 'payouts.events', orderId, {
      type: 'PayoutPaid',
      data: { orderId, refundId, paidAt: AT },
    }),
  (extranet, { orderId, settlementId, merchantId }) => {
    const figures = {
      ...{ gross: eur(TOTAL), refunded: eur(BACK), net: eur(TOTAL - BACK) },
      ...{ commission: eur(0), commissionVat: eur(0) },
    };
    return tell(extranet, 'settlement.events', settlementId, {
      type: 'SettlementProposed',
      data: {
        ...{ settlementId, merchantId, lines: [{ orderId, ...figures }] },
        ...{ sums: { ...figures, count: 1 }, proposedAt: AT },
      },
    });
  },
  (extranet, { orderId, settlementId, merchantId }) =>
    tell(extranet, 'settlement.events', settlementId, {
      type: 'SettlementPaymentMade',
      data: {
        ...{ settlementId, merchantId, orderIds: [orderId], net: eur(TOTAL - BACK), paidAt: AT },
      },
    }),
];

async function send(
  { platform: { ports, requests } }: Standalone,
  service: 'orders' | 'refunds' | 'shipping',
  { type, data }: AnyMessage,
): Promise<void> {
  const { orderId, merchantId } = { merchantId: MERCHANT, ...data } as {
    readonly orderId: string;
    readonly merchantId: typeof MERCHANT;
  };
  const commandId = idFrom('life', type, orderId);
  const answer = await requests.send(REQUEST_TOPICS[service], orderId, {
    ...{ commandId, correlationId: commandId, causationId: commandId },
    fingerprint: ports.secrets.fingerprint({ type, data }),
    tenant: merchantId,
    actor: { kind: 'user', id: 'liisa' },
    issuedAt: AT,
    command: { type, data: { ...data } },
  });
  if (answer.outcome !== 'accepted') throw new Error(`${type} was ${JSON.stringify(answer)}`);
}

const MERCHANT = shopOrder(0).data.merchantId;

const tell = (
  { platform: { ports } }: Standalone,
  topic: OutsideTopic,
  key: string,
  { type, data }: AnyMessage,
): Promise<void> =>
  ports.bus.publish(topic, [{ id: idFrom('life', topic, key, type), key, time: AT, type, data }]);

/** All news handled: what a step leads to is done. */
async function settled({ platform: { ports } }: Standalone): Promise<void> {
  for (let before = ''; before !== (await ports.store.head());) {
    before = await ports.store.head();
    await ports.bus.settled({ timeoutMs: SETTLE_MS_MAX });
  }
}
