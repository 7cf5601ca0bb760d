import { MessageRefused } from '../event-bus.js';
import { NEWS, numbers, outgoing, OUTSIDE, told, type Playground } from './playground.fixtures.js';

/** What other systems tell, and are told. */
export function outsidePromises(play: Playground): void {
  describe('messages from outside', () => {
    it('arrive in order per key', async () => {
      const { got } = await play.listen({ topic: OUTSIDE });
      await play.bus().publish(OUTSIDE, [outgoing(1), outgoing(2)]);
      await play.bus().publish(OUTSIDE, [outgoing(3)]);
      await play.settled();
      expect(numbers(got)).toEqual([1, 2, 3]);
      expect(got[0]).toEqual({ ...told(1), topic: OUTSIDE });
    });

    it('are kept once they are published, also for groups that come later', async () => {
      await play.bus().publish(OUTSIDE, [outgoing(1)]);
      await play.reopen();
      const { got } = await play.listen({ topic: OUTSIDE });
      await play.settled();
      expect(numbers(got)).toEqual([1]);
    });

    play.promise('duplicates', 'are delivered once for one id', async () => {
      const { got } = await play.listen({ topic: OUTSIDE });
      await play.bus().publish(OUTSIDE, [outgoing(1), outgoing(1)]);
      await play.bus().publish(OUTSIDE, [outgoing(1), outgoing(2)]);
      await play.settled();
      expect(numbers(got)).toEqual([1, 2]);
    });

    it('of another shape or topic are refused, and none with them is kept', async () => {
      const { got } = await play.listen({ topic: OUTSIDE });
      const bad = { ...outgoing(2), data: { n: 'two' } };
      const publishing = play.bus().publish(OUTSIDE, [outgoing(1), bad]);
      await expect(publishing).rejects.toThrow(MessageRefused);
      await expect(play.bus().publish('no.topic', [outgoing(1)])).rejects.toThrow(MessageRefused);
      await expect(play.bus().publish(NEWS, [outgoing(1)])).rejects.toThrow(MessageRefused);
      await play.bus().publish(OUTSIDE, [outgoing(3)]);
      await play.settled();
      expect(numbers(got)).toEqual([3]);
    });

    it('of other types only move the progress', async () => {
      const { got } = await play.listen({ topic: OUTSIDE, types: ['Rumour'] });
      await play.bus().publish(OUTSIDE, [outgoing(1), { ...outgoing(2), type: 'Rumour' }]);
      await play.bus().publish(OUTSIDE, [outgoing(3)]);
      await play.settled();
      expect(numbers(got)).toEqual([2]);
      expect((await play.bus().progress())[0]?.lag).toBe(0);
    });
  });
}
