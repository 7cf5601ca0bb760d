import { eventually } from '@libs/testing';
import { gates, NEWS, numberOf, numbers, turns, type Playground } from './playground.fixtures.js';

/** Recorded events, as they reach their readers. */
export function newsPromises(play: Playground): void {
  describe('news', () => {
    it('arrive as they were recorded, keyed by their stream', async () => {
      const { got } = await play.listen();
      await play.record('order-1', 1);
      await play.settled();
      const [message] = got;
      expect(message).toMatchObject({
        topic: NEWS,
        key: 'order-1',
        stream: 'order-1',
        type: 'Fact',
        data: { n: 1 },
        revision: 0,
        metadata: { causationId: 'causation' },
      });
      expect(message?.position).toEqual(await play.store().head());
    });

    it('are of the categories of their topic only', async () => {
      const { got } = await play.listen();
      await play.record('account-1', 1);
      await play.record('order-1', 2);
      await play.settled();
      expect(numbers(got)).toEqual([2]);
    });

    it('arrive in order per key, whatever the order they are finished in', async () => {
      const { got } = await play.listen({ handler: (message) => turns(numberOf(message) % 5) });
      for (let n = 0; n < 30; n += 1) await play.record(`order-${n % 3}`, n);
      await play.settled();
      expect(got).toHaveLength(30);
      for (const stream of ['order-0', 'order-1', 'order-2']) {
        const ofKey = numbers(got.filter(({ key }) => key === stream));
        expect(ofKey).toEqual([...ofKey].sort((one, other) => one - other));
      }
    });

    it('of different keys are handled at the same time, of one key one at a time', async () => {
      const gate = gates();
      const { got } = await play.listen({ handler: gate.handler });
      await play.record('order-a', 1);
      await play.record('order-a', 2);
      await play.record('order-b', 3);
      await eventually(() => gate.begun.length === 2);
      expect(gate.begun).toEqual([1, 3]);
      gate.open();
      await play.settled();
      expect(numbers(got)).toEqual([1, 3, 2]);
    });

    it('from the beginning, or from now on, as a new group asks', async () => {
      await play.record('order-1', 1);
      const all = await play.listen({ group: 'spec.all', from: 'beginning' });
      const later = await play.listen({ group: 'spec.later', from: 'now' });
      await play.record('order-1', 2);
      await play.settled();
      expect(numbers(all.got)).toEqual([1, 2]);
      expect(numbers(later.got)).toEqual([2]);
    });

    it('of other types only move the progress', async () => {
      const { got } = await play.listen({ types: ['Rumour'] });
      await play.record('order-1', 1);
      await play.record('order-1', 2, 'Rumour');
      await play.record('order-1', 3);
      await play.settled();
      expect(numbers(got)).toEqual([2]);
      const [progress] = await play.bus().progress();
      expect(progress).toMatchObject({ position: await play.store().head(), lag: 0 });
    });

    it('reach every group that follows them', async () => {
      const one = await play.listen({ group: 'spec.one' });
      const two = await play.listen({ group: 'spec.two' });
      await play.record('order-1', 1);
      await play.settled();
      expect([numbers(one.got), numbers(two.got)]).toEqual([[1], [1]]);
    });
  });
}
