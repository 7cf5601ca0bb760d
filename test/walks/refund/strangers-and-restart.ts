import { until } from '../client.js';
import type { Story } from './story.js';

/** 6 and 7: nobody else sees it, and it is still there tomorrow. */
export function strangersAndRestart(story: Story): void {
  describe('6. another merchant', () => {
    it('sees none of it: unknown and foreign ids answer the same 404', async () => {
      const unknown = '00000000-0000-4000-8000-000000000000';
      for (const path of ['', '/refund-options', '/refunds']) {
        const foreign = await story.stranger.get(`/v1/orders/${story.orderId}${path}`);
        const never = await story.stranger.get(`/v1/orders/${unknown}${path}`);
        expect([foreign.status, never.status]).toEqual([404, 404]);
        expect(withoutNames(foreign.body)).toEqual(withoutNames(never.body));
      }
      const listed = await story.stranger.get('/v1/transactions');
      expect(listed.body.items).toEqual([]);
      const tried = await story.stranger.post(
        `${story.order}/refunds`,
        { kind: 'full', timing: 'after-settlement', reason: 'other' },
        { 'idempotency-key': '"steal"', 'if-match': await story.etag() },
      );
      expect(tried.status).toBe(404);
    });

    it('nor does anybody without a token', async () => {
      expect((await story.walk.anyone.get(story.order)).status).toBe(401);
    });
  });
  describe('7. after a restart', () => {
    it('finds everything still there', async () => {
      await story.untilInStep();
      const before = await story.merchant.get(story.order);
      await story.walk.restart();
      story.merchant = await story.walk.as('liisa');
      const after = await until(
        () => story.merchant.get(story.order),
        ({ status }) => status === 200,
      );
      expect(after.body).toEqual(before.body);
    });
  });
}

const withoutNames = ({ instance: _path, traceId: _trace, ...rest }: Record<string, unknown>) =>
  rest;
