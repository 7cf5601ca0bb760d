import { orderDetailsView, type OrderDetails } from '@libs/contracts';
import { categoryOf, type Named, type Projection, type Recorded } from '@libs/kernel';
import { begun, following, type OrderNews } from '../order-progress.js';
import { isReturnEvent, returnedAfter, type ReturnEvent } from '../returned-payment.js';
import { withEntry } from './timeline.js';

/** The order's page (domain: Pages): rows, money, and who did what and when. */
export const orderDetails: Projection<OrderDetails, OrderNews> = {
  name: orderDetailsView.name,
  version: orderDetailsView.version,
  documentId: ({ data }) => data.orderId,
  on: {
    ...following(({ terms }) => terms.servicePackage, withTimeline),
    OrderReceived: (_none, event) => {
      const { rounding: _rounding, checkout: _checkout, ...order } = event.data;
      return {
        ...order,
        ...begun(event.revision),
        returns: [],
        caseRevisions: {},
        timeline: withEntry([], event),
      };
    },
  },
};

function withTimeline(next: OrderDetails, event: Recorded<OrderNews>): OrderDetails {
  const timeline = withEntry(next.timeline, event);
  if ('caseId' in event.data && categoryOf(event.stream) === 'case')
    return {
      ...next,
      timeline,
      caseRevisions: { ...next.caseRevisions, [String(event.data.caseId)]: event.revision },
    };
  const returns = isReturnEvent(event) ? returnsAfter(next.returns, event) : next.returns;
  return { ...next, returns, timeline, ...(event.type === 'PaymentConfirmed' && paidWith(event)) };
}

/** Of the payment, what the order's page has beside its progress. */
function paidWith({
  data: { card, excess },
}: Named<OrderNews, 'PaymentConfirmed'>): Pick<OrderDetails, 'card' | 'invoicingFee'> {
  return {
    ...(card !== undefined && { card }),
    ...(excess.minorUnits > 0 && { invoicingFee: excess }),
  };
}

/** Each payment stands once, however often its return was tried. */
function returnsAfter(
  returns: OrderDetails['returns'],
  event: ReturnEvent,
): OrderDetails['returns'] {
  const { receiptId } = event.data;
  const at = returns.findIndex((each) => each.receiptId === receiptId);
  const next = returnedAfter(returns[at], event);
  return at < 0 ? [...returns, next] : returns.with(at, next);
}
