import { buyerStory, untilCase, type BuyerStory } from '../cases/buyer-story.js';
import { until } from '../client.js';
import type { StartWalk, Walk } from '../walk.js';

/** The payment does not go back by itself, and no case knows where the buyer's account is. */
export function caseIbanStory(start: StartWalk): void {
  let walk: Walk;
  let story: BuyerStory;
  let path: string;
  beforeAll(async () => {
    walk = await start();
    await walk.agree('maija', { buyerIban: 'always' });
    story = await buyerStory(walk);
    const asked = await story.ask(
      ...([story.buyer, `${story.mine}/cases`, { kind: 'cancellation' }, story.mine] as const),
    );
    path = `/v1/cases/${asked.body.caseId}`;
    await until(
      () => story.manager.get(path),
      ({ body }) => body.isHeld,
    );
  });
  afterAll(() => walk.end());

  it('is open again once it is accepted, with the reason and the step that works', async () => {
    const accepted = await story.ask(story.manager, `${path}/accept`, { extent: 'full' }, path);
    expect(accepted.body.status).toBe('accepting');
    const { body } = await untilCase(story.manager, path, 'open');
    expect(body).toMatchObject({
      awaits: 'merchant',
      failure: {
        reason: 'buyer-iban-missing',
        nextStep: { action: 'refund', href: `${story.order}/refunds` },
      },
    });
  });

  it('is refunded by a request that names the account, and then ended with words', async () => {
    const { body: open } = await story.manager.get(path);
    const options = `${story.order}/refund-options`;
    const refund = { kind: 'full', timing: 'before-settlement', reason: 'other' };
    const href = open.failure.nextStep.href;
    const without = await story.ask(story.manager, href, refund, options);
    expect(without.body.errors).toMatchObject([{ pointer: '/buyerIban' }]);
    const buyerIban = 'FI2112345600000785';
    const asked = await story.ask(story.manager, href, { ...refund, buyerIban }, options);
    expect([asked.status, asked.body.status]).toEqual([201, 'payout-ordered']);
    const message = 'The money is on its way to your account.';
    await story.ask(story.manager, `${path}/decline`, { message }, path);
    const { body } = await untilCase(story.manager, path, 'closed');
    expect(body.commands).toEqual([]);
  });
}
