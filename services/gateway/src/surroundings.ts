import {
  accountTransactionsView,
  advancesView,
  casesView,
  deliveriesView,
  merchantBalancesView,
  merchantInformationView,
  orderDetailsView,
  orderRefundsView,
  parkedMessagesView,
  paymentReturnsView,
  savedViewsView,
  settlementsView,
  transfersView,
  waitingRefundsView,
  unsentMailsView,
  webStoresView,
  checkoutsView,
  type AccountTransaction,
  type Advance,
  type CaseShown,
  type CheckoutOfOrder,
  type Delivery,
  type MerchantBalance,
  type MerchantInformation,
  type OrderDetails,
  type OrderRefunds,
  type ParkedLine,
  type PaymentReturn,
  type SavedViews,
  type Settlement,
  type Transfer,
  type UnsentMail,
  type WaitingRefund,
  type WebStore,
} from '@libs/contracts';
import {
  buyerLinks,
  type BuyerLinks,
  type Configuration,
  type Ports,
  type Requests,
} from '@libs/platform';
import type { OpenView } from '@libs/view-store';

/** The views that the gateway reads. */
export interface Views {
  readonly transactions: OpenView<AccountTransaction>;
  readonly orders: OpenView<OrderDetails>;
  readonly refunds: OpenView<OrderRefunds>;
  readonly cases: OpenView<CaseShown>;
  readonly deliveries: OpenView<Delivery>;
  readonly transfers: OpenView<Transfer>;
  readonly waitingRefunds: OpenView<WaitingRefund>;
  readonly returns: OpenView<PaymentReturn>;
  readonly unsentMails: OpenView<UnsentMail>;
  readonly parked: OpenView<ParkedLine>;
  readonly merchants: OpenView<MerchantInformation>;
  readonly savedViews: OpenView<SavedViews>;
  readonly settlements: OpenView<Settlement>;
  readonly balances: OpenView<MerchantBalance>;
  readonly advances: OpenView<Advance>;
  readonly webStores: OpenView<WebStore>;
  readonly checkouts: OpenView<CheckoutOfOrder>;
}

/** What every controller stands on. */
export interface Surroundings {
  readonly ports: Ports;
  readonly requests: Requests;
  readonly views: Views;
  /** Where merchants transfer money to for refunds (domain: Refund after settlement). */
  readonly fundingAccount: Configuration['fundingAccount'];
  /** The links that buyers have to their orders. */
  readonly buyerLinks: BuyerLinks;
}

/** Injection token of the `Surroundings`. */
export const SURROUNDINGS = Symbol('Surroundings');

/** Opens the views that the gateway reads. */
export async function surroundingsOf(
  ports: Ports,
  requests: Requests,
  {
    fundingAccount,
    buyerLinkGeneration,
  }: Pick<Configuration, 'fundingAccount' | 'buyerLinkGeneration'>,
): Promise<Surroundings> {
  const open = ports.views.open.bind(ports.views);
  const [transactions, orders, refunds, cases, deliveries, settlements] = await Promise.all([
    open(accountTransactionsView),
    open(orderDetailsView),
    open(orderRefundsView),
    open(casesView),
    open(deliveriesView),
    open(settlementsView),
  ]);
  const [webStores, checkouts] = await Promise.all([open(webStoresView), open(checkoutsView)]);
  const [balances, advances, unsentMails, waitingRefunds] = await Promise.all([
    open(merchantBalancesView),
    open(advancesView),
    open(unsentMailsView),
    open(waitingRefundsView),
  ]);
  const [transfers, returns, parked, merchants, savedViews] = await Promise.all([
    open(transfersView),
    open(paymentReturnsView),
    open(parkedMessagesView),
    open(merchantInformationView),
    open(savedViewsView),
  ]);
  const ofOrders = { transactions, orders, refunds, cases, deliveries, settlements };
  const ofShops = { webStores, checkouts, merchants, savedViews, balances, advances };
  const ofOperators = { transfers, waitingRefunds, returns, unsentMails, parked };
  const views = { ...ofOrders, ...ofShops, ...ofOperators };
  const links = buyerLinks(ports.secrets, buyerLinkGeneration);
  return { ports, requests, views, fundingAccount, buyerLinks: links };
}
