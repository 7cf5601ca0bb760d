import { START } from '@libs/event-store';
import { eventually } from '@libs/testing';
import { NotSettled } from '../event-bus.js';
import { gates, GROUP, NEWS, numbers, type Playground } from './playground.fixtures.js';

/** What is handled stays handled, and what is not comes again. */
export function progressPromises(play: Playground): void {
  describe('progress', () => {
    it('outlives the bus: what was handled does not come again', async () => {
      const before = await play.listen();
      await play.record('order-1', 1);
      await play.settled();
      await play.reopen();
      const after = await play.listen();
      await play.record('order-1', 2);
      await play.settled();
      expect([numbers(before.got), numbers(after.got)]).toEqual([[1], [2]]);
    });

    it('waits for what is not handled: it comes again after a restart', async () => {
      const gate = gates();
      await play.listen({ handler: gate.handler });
      await play.record('order-slow', 1);
      await eventually(() => gate.begun.length === 1);
      await play.record('order-quick', 2);
      const reopening = play.reopen();
      gate.fail();
      await reopening;
      const { got } = await play.listen();
      await play.settled();
      expect(numbers(got)).toContain(1);
    });

    it('counts what is not handled yet', async () => {
      const gate = gates();
      await play.listen({ handler: gate.handler });
      for (let n = 0; n < 5; n += 1) await play.record('order-1', n);
      await eventually(async () => (await play.bus().progress())[0]?.lag === 5);
      expect((await play.bus().progress())[0]?.position).toBe(START);
      gate.open();
      await play.settled();
      expect((await play.bus().progress())[0]).toMatchObject({ group: GROUP, topic: NEWS, lag: 0 });
    });

    it('is waited for no longer than asked', async () => {
      const gate = gates();
      await play.listen({ handler: gate.handler });
      await play.record('order-1', 1);
      await expect(play.bus().settled({ timeoutMs: 20 })).rejects.toThrow(NotSettled);
      gate.open();
      await play.settled();
    });

    it('is all handled before closing', async () => {
      const gate = gates();
      const { got } = await play.listen({ handler: gate.handler });
      await play.record('order-1', 1);
      await eventually(() => gate.begun.length === 1);
      const closing = play.close();
      gate.open();
      await closing;
      expect(numbers(got)).toEqual([1]);
    });
  });
}
