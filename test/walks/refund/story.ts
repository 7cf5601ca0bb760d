import { until, type Answer, type Client } from '../client.js';
import type { StartWalk, Walk } from '../walk.js';

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
  /** Of the order's refunds, once they show what was asked for before. */
  etag(): Promise<string>;
  refund(body: object, key: string, ifMatch: string): Promise<Answer>;
  untilRefund(refundId: string, status: string): Promise<Answer>;
  /** Waits until the order's page and its refunds show the same of its money: two views. */
  untilInStep(): Promise<void>;
}

export function newStory(start: StartWalk): Story {
  let written = '';
  const note = (answer: Answer) => {
    written = answer.headers.get('extranet-position') ?? written;
    return answer;
  };
  const refunds = () =>
    story.merchant.get(`${story.order}/refunds${written === '' ? '' : `?atLeast=${written}`}`);
  // Who acts is there once the story has begun; no sentence runs before.
  const story = {
    orderId: '',
    get order() {
      return `/v1/orders/${story.orderId}`;
    },
    begin: async () => {
      story.walk = await start();
      story.merchant = await story.walk.as('liisa');
      story.webstore = await story.walk.as('kahvikauppa');
      story.simulator = await story.walk.as('simulator');
      story.operator = await story.walk.as('operator');
      story.stranger = await story.walk.as('maija');
    },
    etag: async () => (await refunds()).headers.get('etag') ?? '',
    refund: async (body, key, ifMatch) =>
      note(
        await story.merchant.post(`${story.order}/refunds`, body, {
          'idempotency-key': `"${key}"`,
          'if-match': ifMatch,
        }),
      ),
    untilRefund: (refundId, status) =>
      until(refunds, ({ body }) =>
        body.items?.some(
          (each: { refundId: string; status: string }) =>
            each.refundId === refundId && each.status === status,
        ),
      ),
    untilInStep: async () => {
      for (const [one, other] of [
        [() => story.merchant.get(story.order), refunds],
        [refunds, () => story.merchant.get(story.order)],
      ] as const) {
        const seen = await until(one, (answer) => accountIn(answer) >= 0);
        await until(other, (answer) => accountIn(answer) >= accountIn(seen));
      }
    },
  } as Story;
  return story;
}

/** The revision of the order's money that an answer shows. */
const accountIn = ({ headers }: Answer): number =>
  Number(/account\.(\d+)/u.exec(headers.get('etag') ?? '')?.[1] ?? -1);
