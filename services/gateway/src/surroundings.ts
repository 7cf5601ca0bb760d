import {
  accountTransactionsView,
  deliveriesView,
  merchantInformationView,
  orderDetailsView,
  orderRefundsView,
  parkedMessagesView,
  transfersView,
  type AccountTransaction,
  type Delivery,
  type MerchantInformation,
  type OrderDetails,
  type OrderRefunds,
  type ParkedLine,
  type Transfer,
} from '@libs/contracts';
import type { Configuration, Ports, Requests } from '@libs/platform';
import type { OpenView } from '@libs/view-store';

/** The views that the gateway reads. */
export interface Views {
  readonly transactions: OpenView<AccountTransaction>;
  readonly orders: OpenView<OrderDetails>;
  readonly refunds: OpenView<OrderRefunds>;
  readonly deliveries: OpenView<Delivery>;
  readonly transfers: OpenView<Transfer>;
  readonly parked: OpenView<ParkedLine>;
  readonly merchants: OpenView<MerchantInformation>;
}

/** What every controller stands on. */
export interface Surroundings {
  readonly ports: Ports;
  readonly requests: Requests;
  readonly views: Views;
  /** Where merchants transfer money to for refunds (domain: Refund after settlement). */
  readonly fundingAccount: Configuration['fundingAccount'];
}

/** Injection token of the `Surroundings`. */
export const SURROUNDINGS = Symbol('Surroundings');

/** Opens the views that the gateway reads. */
export async function surroundingsOf(
  ports: Ports,
  requests: Requests,
  { fundingAccount }: Pick<Configuration, 'fundingAccount'>,
): Promise<Surroundings> {
  const [transactions, orders, refunds, deliveries, transfers, parked, merchants] =
    await Promise.all([
      ports.views.open(accountTransactionsView),
      ports.views.open(orderDetailsView),
      ports.views.open(orderRefundsView),
      ports.views.open(deliveriesView),
      ports.views.open(transfersView),
      ports.views.open(parkedMessagesView),
      ports.views.open(merchantInformationView),
    ]);
  const views = { transactions, orders, refunds, deliveries, transfers, parked, merchants };
  return { ports, requests, views, fundingAccount };
}
