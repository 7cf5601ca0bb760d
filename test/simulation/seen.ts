import {
  accountTransactionsView,
  casesView,
  deliveriesView,
  orderDetailsView,
  orderRefundsView,
  type AccountTransaction,
  type CaseShown,
  type Delivery,
  type OrderDetails,
  type OrderRefunds,
  type ViewDeclaration,
} from '@libs/contracts';
import type { Scene } from './asking.js';

type Looking = Pick<Scene, 'world' | 'order'>;

/** What people see of an order is what they act on: the views, however late they are. */
async function shown<Document extends object>(
  { world, order: { data } }: Looking,
  view: ViewDeclaration<Document>,
): Promise<Document | undefined> {
  const { orderId } = data;
  return (await world.view(view).load([orderId])).get(orderId)?.document;
}

export const lineOf = (scene: Looking): Promise<AccountTransaction | undefined> =>
  shown(scene, accountTransactionsView);
export const pageOf = (scene: Looking): Promise<OrderDetails | undefined> =>
  shown(scene, orderDetailsView);
export const moneyOf = (scene: Looking): Promise<OrderRefunds | undefined> =>
  shown(scene, orderRefundsView);
export const deliveryOf = (scene: Looking): Promise<Delivery | undefined> =>
  shown(scene, deliveriesView);

/** The cases of the order, in the order of their ids. */
export async function casesOf(scene: Looking): Promise<readonly CaseShown[]> {
  const page = await pageOf(scene);
  const ids = Object.keys(page?.caseRevisions ?? {}).sort();
  const found = await scene.world.view(casesView).load(ids);
  return ids.flatMap((id) => found.get(id)?.document ?? []);
}
