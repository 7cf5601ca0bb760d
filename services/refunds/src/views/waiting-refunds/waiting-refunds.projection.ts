import {
  waitingRefundsView,
  type AccountEvent,
  type FundingInstructions,
  type WaitingRefund,
} from '@libs/contracts';
import type { MerchantId, Named, OrderId, Projection, RefundId, Timestamp } from '@libs/kernel';

type News = Named<
  AccountEvent,
  'RefundRequested' | 'RefundApproved' | 'RefundFunded' | 'RefundWithdrawn'
>;

/** Refunds that wait for their merchant's transfer, each for as long as it does. */
export const waitingRefunds: Projection<WaitingRefund, News> = {
  name: waitingRefundsView.name,
  version: waitingRefundsView.version,
  documentId: ({ data }) => data.refundId,
  on: {
    RefundRequested: (_none, { data }) =>
      data.approval === 'needed' ? undefined : waiting(data, data.requestedAt),
    RefundApproved: (_none, { data }) => waiting(data, data.approvedAt),
    RefundFunded: () => undefined,
    RefundWithdrawn: () => undefined,
  },
};

interface Asked {
  readonly refundId: RefundId;
  readonly orderId: OrderId;
  readonly merchantId: MerchantId;
  readonly funding?: FundingInstructions | undefined;
}

/** One whose money is here waits for nothing. */
const waiting = (
  { refundId, orderId, merchantId, funding }: Asked,
  waitsSince: Timestamp,
): WaitingRefund | undefined =>
  funding === undefined ? undefined : { refundId, orderId, merchantId, funding, waitsSince };
