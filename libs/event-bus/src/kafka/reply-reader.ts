import type { Consumer, EachBatchPayload } from 'kafkajs';
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Reply } from '../serving/replies.js';
import { asUnavailable, type Administration } from './connection.js';
import { startMember, type Member } from './member.js';
import type { RequestGround } from './request-ground.js';
import { replyIn } from './request-wire.js';
import { highsOf } from './topics.js';

/** Reads the answers to requests of this instance. */
export interface ReplyReader extends Pick<Member, 'begun' | 'trouble'> {
  /** The partition of the reply topic that is read; known once it has begun without trouble. */
  partition(): number;
  stop(): Promise<void>;
}

/**
 * Each instance is a group of its own, so no other one that comes or goes moves its partition; it
 * reads one partition only, which it may share. After a crash it goes on where it was.
 */
export function startReplyReader(
  ground: RequestGround,
  instance: string,
  onReply: (requestId: string, reply: Reply) => void,
): ReplyReader {
  const { client, administration, limits, outages, prepare, replyTopic, whole } = ground;
  const topic = whole(replyTopic);
  const groupId = `${topic}.${instance}`;
  let place: { readonly partition: number; next: number } | undefined;
  let [isStopped, joinCount] = [false, 0];
  const member = startMember({
    ...limits,
    kafka: client,
    topic,
    groupId,
    prepare,
    onJoin: (consumer, partitions) => void joined(consumer, partitions),
    onPassed: () => undefined,
    eachBatch,
    onHindered: (error) => outages.hinder(replyTopic, error),
    onWell: () => outages.goesOn(replyTopic),
  });

  return {
    begun: member.begun,
    trouble: member.trouble,
    partition: () => place?.partition ?? 0,
    stop: async () => {
      isStopped = true;
      await member.stop(() => Promise.resolve());
      // It saved nothing, and nobody will ever use its name again.
      await administration.run((admin) => admin.deleteGroups([groupId])).catch(() => undefined);
    },
  };

  async function joined(consumer: Consumer, partitions: readonly number[]): Promise<void> {
    const join = (joinCount += 1);
    const isLast = () => join === joinCount && !isStopped;
    while (isLast())
      try {
        place ??= await placeAmong(partitions, administration, topic);
        const { partition, next } = place;
        consumer.pause([{ topic, partitions: partitions.filter((each) => each !== partition) }]);
        consumer.seek({ topic, partition, offset: String(next) });
        if (isLast()) member.isWell();
        return;
      } catch (error) {
        outages.hinder(replyTopic, asUnavailable(error));
        await sleep(limits.waits.firstWaitMs);
      }
  }

  function eachBatch({ batch, resolveOffset }: EachBatchPayload): Promise<void> {
    if (place === undefined || batch.partition !== place.partition) return Promise.resolve();
    for (const message of batch.messages) {
      if (Number(message.offset) < place.next) continue;
      const found = replyIn(message, instance);
      if (found !== undefined) onReply(found.requestId, found.reply);
    }
    place.next = Math.max(place.next, Number(batch.lastOffset()) + 1);
    resolveOffset(batch.lastOffset());
    return Promise.resolve();
  }
}

/** Where answers are awaited; what was answered before anything was asked is nothing to us. */
async function placeAmong(
  partitions: readonly number[],
  administration: Administration,
  topic: string,
): Promise<{ readonly partition: number; next: number }> {
  const partition = partitions[randomInt(Math.max(partitions.length, 1))] ?? 0;
  const highs = await highsOf(administration, topic);
  return { partition, next: highs.get(partition) ?? 0 };
}
