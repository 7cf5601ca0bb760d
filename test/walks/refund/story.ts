import { until, type Answer, type Client } from '../client.js';
import { startWalk, type Settings, type Walk } from '../walk.js';

/** One order's story: who acts in it, and what they do over and over. */
export interface Story {
  /** Starts an extranet and signs everybody in. */
  begin(): Promise<void>;
  walk: Walk;
  merchant: Client;
  webstore: Client;
  simulator: Client;
  operator: Client;
  /** Of another merchant. */
  stranger: Client;
  orderId: string;
  readonly order: string;
  etag(): Promise<string>;
  refund(body: object, key: string, ifMatch: string): Promise<Answer>;
  untilRefund(refundId: string, status: string): Promise<Answer>;
}

/** `settings` besides those of every walk: other engines, say. */
export function newStory(settings: Settings = {}): Story {
  const refunds = () => story.merchant.get(`${story.order}/refunds`);
  // Who acts is there once the story has begun; no sentence runs before.
  const story = {
    orderId: '',
    get order() {
      return `/v1/orders/${story.orderId}`;
    },
    begin: async () => {
      story.walk = await startWalk(settings);
      story.merchant = await story.walk.as('liisa');
      story.webstore = await story.walk.as('kahvikauppa');
      story.simulator = await story.walk.as('simulator');
      story.operator = await story.walk.as('operator');
      story.stranger = await story.walk.as('maija');
    },
    etag: async () => (await refunds()).headers.get('etag') ?? '',
    refund: (body, key, ifMatch) =>
      story.merchant.post(`${story.order}/refunds`, body, {
        'idempotency-key': `"${key}"`,
        'if-match': ifMatch,
      }),
    untilRefund: (refundId, status) =>
      until(refunds, ({ body }) =>
        body.items?.some(
          (each: { refundId: string; status: string }) =>
            each.refundId === refundId && each.status === status,
        ),
      ),
  } as Story;
  return story;
}
