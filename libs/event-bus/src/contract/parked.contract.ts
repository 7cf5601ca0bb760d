import { EventStoreUnavailable } from '@libs/event-store';
import { MessageNotParked, Unhandleable } from '../event-bus.js';
import {
  ATTEMPTS_MAX,
  failsOn,
  GROUP,
  idOf,
  NEWS,
  numberOf,
  numbers,
  outgoing,
  OUTSIDE,
  summary,
  told,
  type Playground,
} from './playground.fixtures.js';

/** One bad message stops its key, and nothing else. */
export function parkedPromises(play: Playground): void {
  describe('a message that cannot be handled', () => {
    it('is tried again, and is then handled', async () => {
      let failures = 0;
      const { got } = await play.listen({
        handler: async () => {
          if ((failures += 1) < ATTEMPTS_MAX) throw new Error('not yet');
        },
      });
      await play.record('order-1', 1);
      await play.settled();
      expect(numbers(got)).toEqual([1]);
      expect(await play.bus().parked(GROUP)).toEqual([]);
    });

    it('is parked with its error; later ones of its key wait, other keys go on', async () => {
      const { got } = await play.listen({ handler: failsOn(1) });
      await play.record('order-1', 1);
      await play.record('order-1', 2);
      await play.record('order-2', 3);
      await play.settled();
      expect(numbers(got)).toEqual([3]);
      const parked = await play.bus().parked(GROUP);
      expect(parked.map(summary)).toEqual([
        { n: 1, attempts: ATTEMPTS_MAX, isWaiting: false },
        { n: 2, attempts: 0, isWaiting: true },
      ]);
      expect(parked[0]?.error).toContain('cannot handle 1');
      expect(parked[0]?.message).toMatchObject({ topic: NEWS, key: 'order-1', revision: 0 });
      expect((await play.bus().progress())[0]).toMatchObject({ parked: 2, lag: 0 });
    });

    it('is parked at once when trying again is useless', async () => {
      await play.listen({ handler: () => Promise.reject(new Unhandleable('never')) });
      await play.record('order-1', 1);
      await play.settled();
      expect((await play.bus().parked(GROUP)).map(summary)).toEqual([
        { n: 1, attempts: 1, isWaiting: false },
      ]);
    });

    it('is never parked because an engine of ours is away', async () => {
      let failures = 0;
      const { got } = await play.listen({
        handler: async () => {
          if ((failures += 1) <= 2 * ATTEMPTS_MAX)
            throw new EventStoreUnavailable('nothing-written');
        },
      });
      await play.record('order-1', 1);
      await play.settled();
      expect(numbers(got)).toEqual([1]);
    });

    it('stays parked over a restart, and its key waits on', async () => {
      await play.listen({ handler: failsOn(1) });
      await play.record('order-1', 1);
      await play.settled();
      await play.reopen();
      const { got } = await play.listen();
      await play.record('order-1', 2);
      await play.record('order-2', 3);
      await play.settled();
      expect(numbers(got)).toEqual([3]);
      expect((await play.bus().parked(GROUP)).map(({ message }) => numberOf(message))).toEqual([
        1, 2,
      ]);
    });

    it('is handled by a retry, then those behind it in order, then new ones', async () => {
      const broken = new Set([1]);
      const { got } = await play.listen({ handler: failsOn(broken) });
      for (const each of [1, 2, 3]) await play.record('order-1', each);
      await play.settled();
      broken.clear();
      await play.bus().retry(GROUP, idOf('order-1', 1), 'operator');
      await play.record('order-1', 4);
      await play.settled();
      expect(numbers(got)).toEqual([1, 2, 3, 4]);
      expect(await play.bus().parked(GROUP)).toEqual([]);
      await play.reopen();
      const again = await play.listen();
      await play.settled();
      expect(again.got).toEqual([]);
    });

    it('stays parked when the retry fails, with all its attempts', async () => {
      await play.listen({ handler: failsOn(1) });
      for (const each of [1, 2]) await play.record('order-1', each);
      await play.settled();
      await play.bus().retry(GROUP, idOf('order-1', 1), 'operator');
      expect((await play.bus().parked(GROUP)).map(summary)).toEqual([
        { n: 1, attempts: 2 * ATTEMPTS_MAX, isWaiting: false },
        { n: 2, attempts: 0, isWaiting: true },
      ]);
    });

    it('is given up by a skip, and those behind it go on until one fails', async () => {
      const { got } = await play.listen({ handler: failsOn(new Set([1, 3])) });
      for (const each of [1, 2, 3, 4]) await play.record('order-1', each);
      await play.settled();
      await play.bus().skip(GROUP, idOf('order-1', 1), 'operator', 'paid by hand');
      expect(numbers(got)).toEqual([2]);
      expect((await play.bus().parked(GROUP)).map(summary)).toEqual([
        { n: 3, attempts: ATTEMPTS_MAX, isWaiting: false },
        { n: 4, attempts: 0, isWaiting: true },
      ]);
      await play.bus().skip(GROUP, idOf('order-1', 4), 'operator', 'not needed');
      await play.bus().skip(GROUP, idOf('order-1', 3), 'operator', 'not needed');
      await play.record('order-1', 5);
      await play.settled();
      expect(numbers(got)).toEqual([2, 5]);
    });

    it('cannot be retried when it is not parked, or waits behind another', async () => {
      await play.listen({ handler: failsOn(1) });
      for (const each of [1, 2]) await play.record('order-1', each);
      await play.settled();
      const retry = (id: string) => play.bus().retry(GROUP, id, 'operator');
      await expect(retry('unheard-of')).rejects.toThrow(MessageNotParked);
      await expect(retry(idOf('order-1', 2))).rejects.toMatchObject({
        behind: idOf('order-1', 1),
      });
      await expect(play.bus().retry('spec.nobody', 'x', 'operator')).rejects.toThrow(
        MessageNotParked,
      );
    });

    it('may come from outside, too', async () => {
      const broken = new Set([1]);
      const { got } = await play.listen({ topic: OUTSIDE, handler: failsOn(broken) });
      await play.bus().publish(OUTSIDE, [outgoing(1), outgoing(2)]);
      await play.settled();
      const [parked] = await play.bus().parked(GROUP);
      expect(parked?.message).toEqual({ ...told(1), topic: OUTSIDE });
      broken.clear();
      await play.bus().retry(GROUP, outgoing(1).id, 'operator');
      expect(numbers(got)).toEqual([1, 2]);
    });
  });
}
