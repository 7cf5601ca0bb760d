import { orderDetailsView, type OrderDetails } from '@libs/contracts';
import type { Projection, Recorded } from '@libs/kernel';
import { begun, following, type OrderNews } from '../order-progress.js';
import { withEntry } from './timeline.js';

/** The order's page (domain: Pages): rows, money, and who did what and when. */
export const orderDetails: Projection<OrderDetails, OrderNews> = {
  name: orderDetailsView.name,
  version: orderDetailsView.version,
  documentId: ({ data }) => data.orderId,
  on: {
    ...following(({ terms }) => terms.servicePackage, withTimeline),
    OrderReceived: (_none, event) => {
      const { rounding: _rounding, ...order } = event.data;
      return { ...order, ...begun(event.revision), timeline: withEntry([], event) };
    },
  },
};

function withTimeline(next: OrderDetails, event: Recorded<OrderNews>): OrderDetails {
  const timeline = withEntry(next.timeline, event);
  const card = event.type === 'PaymentConfirmed' ? event.data.card : next.card;
  return card === undefined ? { ...next, timeline } : { ...next, timeline, card };
}
