import { randomUUID } from 'node:crypto';
import { eventually } from '@libs/testing';
import { askAsShown, until, type Answer, type Client } from '../client.js';
import type { Walk } from '../walk.js';
import { eur, workedExample } from '../worked-example.js';

/** An order of the Satisfaction Guarantee, with all who take part in its cases. */
export interface BuyerStory {
  readonly manager: Client;
  readonly simulator: Client;
  readonly orderId: string;
  /** The merchant's page of the order. */
  readonly order: string;
  /** The buyer's page of it. */
  readonly mine: string;
  readonly buyer: Client;
  /** Sends a command with the ETag of what it is about. */
  ask(who: Client, path: string, body: object, about?: string): Promise<Answer>;
  /** Tells one untraceable parcel that is all there is, so that the inspection begins. */
  send(): Promise<void>;
}

/** Receives and pays an order; resolves once its money is held and its page is there. */
export async function buyerStory(walk: Walk): Promise<BuyerStory> {
  const name = randomUUID().slice(0, 8);
  const paymentId = `case-${name}`;
  const [manager, webstore, simulator] = await Promise.all([
    walk.as('maija'),
    walk.as('testikauppias'),
    walk.as('simulator'),
  ]);
  const sent = await webstore.post(
    '/v1/orders',
    workedExample({ sellerId: 'testikauppias', paymentId }),
  );
  const orderId = String(sent.body.orderId);
  const order = `/v1/orders/${orderId}`;
  await simulator.post('/v1/simulator/payments', {
    type: 'PaymentSucceeded',
    data: {
      ...{ sellerId: 'testikauppias', paymentId, receiptId: `receipt-${name}` },
      ...{ method: 'FI01', paid: eur(573_10) },
    },
  });
  await until(
    () => manager.get(order),
    ({ headers }) => /delivery\.0/u.test(headers.get('etag') ?? ''),
  );
  await until(
    () => manager.get(`${order}/refund-options`),
    ({ headers }) => /account/u.test(headers.get('etag') ?? ''),
  );
  const story = { manager, simulator, orderId, order, buyer: walk.anyone };
  const mine = `/v1/buyer/${await linkIn(walk, orderId)}`;
  let keys = 0;
  const ask = (who: Client, path: string, body: object, about = path): Promise<Answer> => {
    keys += 1;
    return askAsShown(who, path, body, { about, key: `story-${name}-${keys}` });
  };
  return {
    ...{ ...story, mine, ask },
    send: async () => {
      const body = { parcels: [{ method: 'PICKU', tracking: 'at the counter' }], allSent: true };
      const told = await ask(manager, `${order}/parcels`, body);
      if (told.status !== 201) throw new Error(`not sent: ${JSON.stringify(told.body)}`);
      await until(
        () => walk.anyone.get(mine),
        ({ body: page }) => page.delivery.inspection !== undefined,
      );
    },
  };
}

/** Waits until a case has come to a state. */
export const untilCase = (who: Client, path: string, status: string): Promise<Answer> =>
  until(
    () => who.get(path),
    ({ body }) => body.status === status,
  );

/** The link that the buyer was mailed. */
async function linkIn(walk: Walk, orderId: string): Promise<string> {
  let link: string | undefined;
  await eventually(async () => {
    link = (await walk.mailsAbout(orderId))[0]?.link;
    return link !== undefined;
  });
  return link ?? '';
}
