import {
  accountTransactionsView,
  merchantInformationView,
  orderDetailsView,
  orderRefundsView,
  transfersView,
  type AccountTransaction,
  type MerchantInformation,
  type OrderDetails,
  type OrderRefunds,
  type Transfer,
} from '@libs/contracts';
import type { Ports, Requests } from '@libs/platform';
import type { OpenView } from '@libs/view-store';

/** The views that the gateway reads. */
export interface Views {
  readonly transactions: OpenView<AccountTransaction>;
  readonly orders: OpenView<OrderDetails>;
  readonly refunds: OpenView<OrderRefunds>;
  readonly transfers: OpenView<Transfer>;
  readonly merchants: OpenView<MerchantInformation>;
}

/** What every controller stands on. */
export interface Surroundings {
  readonly ports: Ports;
  readonly requests: Requests;
  readonly views: Views;
}

/** Injection token of the `Surroundings`. */
export const SURROUNDINGS = Symbol('Surroundings');

/** Opens the views that the gateway reads. */
export async function surroundingsOf(ports: Ports, requests: Requests): Promise<Surroundings> {
  const [transactions, orders, refunds, transfers, merchants] = await Promise.all([
    ports.views.open(accountTransactionsView),
    ports.views.open(orderDetailsView),
    ports.views.open(orderRefundsView),
    ports.views.open(transfersView),
    ports.views.open(merchantInformationView),
  ]);
  return { ports, requests, views: { transactions, orders, refunds, transfers, merchants } };
}
