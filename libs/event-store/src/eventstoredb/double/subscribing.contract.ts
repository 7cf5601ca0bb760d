import {
  NO_STREAM,
  streamNameFilter,
  type AllStreamSubscription,
  type Filter,
  type ReadPosition,
} from '@eventstore/db-client';
import { eventually } from '@libs/testing';
import { v4 } from 'uuid';
import type { Ground } from './ground.fixtures.js';

/** What is told of one subscription, in the order in which the client tells it. */
interface Heard {
  readonly told: readonly string[];
  readonly errors: readonly { readonly type?: string }[];
  readonly subscription: AllStreamSubscription;
}

/** What a server was seen to tell subscribers. */
export const subscribingContract = (ground: () => Ground): void =>
  describe('that is subscribed to', () => {
    const open: AllStreamSubscription[] = [];
    afterEach(async () => {
      for (const subscription of open.splice(0)) await subscription.unsubscribe();
    });

    function subscribe(fromPosition: ReadPosition, filter: Partial<Filter> = {}): Heard {
      const { client, stream } = ground();
      const prefixed = { ...streamNameFilter({ prefixes: [stream] }), ...filter };
      const subscription = client.subscribeToAll({ fromPosition, filter: prefixed });
      open.push(subscription);
      const told: string[] = [];
      const errors: { readonly type?: string }[] = [];
      subscription.on('confirmation', () => told.push('confirmation'));
      subscription.on('caughtUp', () => told.push('caught up'));
      subscription.on('error', (error: Error & { readonly type?: string }) => errors.push(error));
      return { told, errors, subscription };
    }

    /** Writes down what it takes, by its type. */
    const listen = ({ subscription, told }: Heard): void =>
      void subscription.on('data', ({ event }) => (told as string[]).push(event?.type ?? ''));

    const begun = async (): Promise<ReadPosition> =>
      (await ground().append([v4(), v4()], NO_STREAM)).position as ReadPosition;

    it('confirms, tells what comes after the position, and says that this was all', async () => {
      const after = await begun();
      await ground().append([v4(), v4(), v4()], 1n);
      const heard = subscribe(after);
      listen(heard);
      await eventually(() => heard.told.length === 5 && heard.told.includes('caught up'));
      expect(heard.told[0]).toBe('confirmation');
      expect(heard.told.filter((each) => each === 'Noted')).toHaveLength(3);
    });

    it('leaves out streams of the system, but not what it writes into ours', async () => {
      const { client, stream } = ground();
      const after = await begun();
      await client.deleteStream(stream);
      await client.tombstoneStream(stream);
      const heard = subscribe(after);
      listen(heard);
      await eventually(() => heard.told.includes('$streamDeleted'));
      expect(heard.told).not.toContain('$metadata');
    });

    it('tells a checkpoint after so many events that it looked at', async () => {
      const after = await begun();
      const ids = Array.from({ length: 100 }, () => v4());
      let checkpoints = 0;
      const checkpointReached = (): void => void (checkpoints += 1);
      const nobody = streamNameFilter({ prefixes: ['nobody-'], checkpointInterval: 1 });
      const heard = subscribe(after, { ...nobody, checkpointReached });
      listen(heard);
      await ground().append(ids, 1n);
      await eventually(() => checkpoints >= 3);
      expect(heard.told).not.toContain('Noted');
    });

    it('begins beyond the end of the log without a word', async () => {
      await begun();
      const far = { commit: 900_000_000_000n, prepare: 900_000_000_000n };
      const heard = subscribe(far);
      listen(heard);
      await eventually(() => heard.told.includes('confirmation'));
      expect([heard.told.includes('Noted'), heard.errors]).toEqual([false, []]);
    });

    it('fails at a position where no record begins', async () => {
      const { commit } = (await ground().append([v4()], NO_STREAM)).position as { commit: bigint };
      await ground().append([v4()], 0n);
      const heard = subscribe({ commit: commit + 1n, prepare: commit + 1n });
      listen(heard);
      await eventually(() => heard.errors.length > 0);
      expect(heard.errors).toMatchObject([{ type: 'unknown' }]);
    });

    it('drops a live reader who is too slow; who comes again is told all', async () => {
      const after = await begun();
      const heard = subscribe(after);
      await eventually(() => heard.told.includes('caught up'));
      for (let n = 1; heard.errors.length === 0 && n < BATCHES_MAX; n += 1)
        await ground().append(
          Array.from({ length: BATCH }, () => v4()),
          BigInt(BATCH * (n - 1) + 1),
          { text: 'x'.repeat(1000) },
        );
      await eventually(() => heard.errors.length > 0);
      expect(heard.errors).toMatchObject([{ type: 'timeout' }]);
      const again = subscribe(after);
      listen(again);
      await eventually(() => again.told.includes('caught up'));
      const written = (await ground().ids()).length;
      await eventually(() => again.told.filter((each) => each === 'Noted').length === written - 2);
    });
  });

const BATCH = 100;
const BATCHES_MAX = 200;
