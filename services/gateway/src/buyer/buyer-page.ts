import {
  STATUS_CODE,
  WITHDRAW_LABEL,
  type CaseShown,
  type Delivery,
  type Language,
  type MerchantInformation,
  type OrderDetails,
} from '@libs/contracts';
import { isBefore, type Timestamp } from '@libs/kernel';
import { caseAnswer } from '../cases/case-answer.js';

/** What the buyer's page is made of. */
export interface BuyerPlace {
  readonly order: OrderDetails;
  readonly delivery: Delivery | undefined;
  readonly cases: readonly CaseShown[];
  readonly store: MerchantInformation['webStores'][number] | undefined;
  readonly withdrawalEndsAt: Timestamp | undefined;
  readonly now: Timestamp;
  readonly language: Language;
  readonly path: string;
}

/** The order as its buyer sees it: where it is, what can be done, and until when. */
export function buyerPage(place: BuyerPlace) {
  const { order, delivery, cases, store, path } = place;
  const { orderNumber, status, rows, total, money, receivedAt, paidAt } = order;
  return {
    ...(store !== undefined && { store: { name: store.name, url: store.url } }),
    ...{ orderNumber, status, statusCode: STATUS_CODE[status], total },
    money: { captured: money.captured, promised: money.promised, refunded: money.refunded },
    rows: rows.map(({ rowNumber, name, quantity, gross, type }) => ({
      ...{ rowNumber, name, quantity, gross, type },
    })),
    receivedAt,
    ...(paidAt !== undefined && { paidAt }),
    delivery: deliveryOf(delivery),
    cases: cases.map((shown) => buyersCase(shown, path)),
    withdrawal: withdrawalOf(place),
    commands: commandsOf(place).map((command) => ({ command, href: `${path}/${command}` })),
    links: { self: path },
  };
}

/** A case as the buyer follows it: without the names of the store's people. */
export const buyersCase = (shown: CaseShown, path: string) =>
  caseAnswer(shown, { party: 'buyer', path: `${path}/cases/${shown.caseId}` });

function deliveryOf(delivery: Delivery | undefined) {
  if (delivery === undefined) return { parcels: [] };
  const { parcels, allSentAt, inspection, inspectionEnded } = delivery;
  return {
    parcels: parcels.map(({ parcelId, method, tracking, addedAt, handedOverAt }) => ({
      ...{ parcelId, method, addedAt },
      ...(tracking !== undefined && { tracking }),
      ...(handedOverAt !== undefined && { handedOverAt }),
    })),
    ...(allSentAt !== undefined && { allSentAt }),
    ...(inspection !== undefined && { inspection }),
    ...(inspectionEnded !== undefined && { inspectionEnded }),
  };
}

/** The function is there for the whole period, and says when that ends (domain: Withdrawal). */
function withdrawalOf({ cases, withdrawalEndsAt, order, now, language, path }: BuyerPlace) {
  return {
    label: WITHDRAW_LABEL[language],
    isAvailable: order.paidAt !== undefined && isOpen(withdrawalEndsAt, now),
    ...(withdrawalEndsAt !== undefined && { endsAt: withdrawalEndsAt }),
    href: `${path}/withdrawal`,
    acknowledgements: cases.flatMap(({ caseId, withdrawal }) =>
      withdrawal === undefined ? [] : [`${path}/withdrawals/${caseId}`],
    ),
  };
}

const isOpen = (endsAt: Timestamp | undefined, now: Timestamp): boolean =>
  endsAt === undefined || isBefore(now, endsAt);

function commandsOf({ order, delivery, withdrawalEndsAt, now }: BuyerPlace): readonly string[] {
  if (order.paidAt === undefined) return [];
  const isApprovable = delivery?.allSentAt !== undefined && delivery.inspectionEnded === undefined;
  return [
    'cases',
    ...(isOpen(withdrawalEndsAt, now) ? ['withdrawal'] : []),
    ...(isApprovable ? ['approve'] : []),
  ];
}
