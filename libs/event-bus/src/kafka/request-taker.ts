import type { Batch, Consumer, EachBatchPayload, KafkaMessage } from 'kafkajs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Taking } from '../serving/taking.js';
import { commitSurely } from './committing.js';
import { startMember, type Member } from './member.js';
import type { Outbox } from './outbox.js';
import type { RequestGround } from './request-ground.js';
import { replyOnTheWire, requestIn } from './request-wire.js';

/** Takes the requests of one topic, in the partitions that fall to this process. */
export interface RequestTaker extends Pick<Member, 'begun' | 'trouble'> {
  /** Takes no more; those at work are answered before it leaves. */
  stop(): Promise<void>;
}

const HEARTBEAT_MS = 200;

/**
 * A request is saved as read while it is worked on, and answered only once that is saved: whoever
 * was told a refusal can be sure that nobody decides the same request anew. One that a process
 * took and could not save is the next owner's.
 */
export function startRequestTaker(
  ground: RequestGround,
  name: string,
  { taking, answers }: { readonly taking: Taking; readonly answers: Outbox },
): RequestTaker {
  const { client, limits, outages, prepare, whole, partitionsAtOnce, replyTopic } = ground;
  const topic = whole(name);
  const replyTo = whole(replyTopic);
  const underWay = new Set<Promise<void>>();
  let isOver = false;
  const member = startMember({
    ...limits,
    kafka: client,
    topic,
    groupId: topic,
    prepare,
    partitionsAtOnce,
    onJoin: () => member.isWell(),
    onPassed: () => undefined,
    eachBatch,
    onHindered: (error) => outages.hinder(name, error),
    onWell: () => outages.goesOn(name),
  });

  return {
    begun: member.begun,
    trouble: member.trouble,
    stop: async () => {
      isOver = true;
      quiet();
      await Promise.all(underWay);
      await member.stop(() => Promise.resolve());
    },
  };

  async function eachBatch({ batch, resolveOffset, heartbeat }: EachBatchPayload): Promise<void> {
    const consumer = member.consumer();
    if (isOver || consumer === undefined) return;
    const saved = save(consumer, batch);
    for (const message of batch.messages) serve(message, saved);
    resolveOffset(batch.lastOffset());
    while (taking.count() >= limits.takenMax && !isOver) {
      await sleep(HEARTBEAT_MS);
      await heartbeat();
    }
  }

  /** What it reads no more it does not ask for; before it has begun there is nothing to quiet. */
  function quiet(): void {
    if (member.trouble() === undefined) member.consumer()?.pause([{ topic }]);
  }

  function serve(message: KafkaMessage, saved: Saved): void {
    const done = reply(message, saved).catch(() => undefined);
    underWay.add(done);
    void done.then(() => underWay.delete(done));
  }

  async function reply(message: KafkaMessage, saved: Saved): Promise<void> {
    const request = requestIn(message);
    if (request === undefined) return;
    const isOurs = () => !saved.isLost;
    const answer = await taking.reply({ ...request, topic: name, isOurs });
    await saved.tried;
    // What fails here its caller asks again, with the same command id.
    if (answer !== undefined && isOurs())
      await answers.send(replyTo, replyOnTheWire(request, answer));
  }
}

/** Whether what was read is known to be read. */
interface Saved {
  isLost: boolean;
  readonly tried: Promise<void>;
}

function save(consumer: Consumer, batch: Batch): Saved {
  const { topic, partition } = batch;
  const offset = String(Number(batch.lastOffset()) + 1);
  const saved: Saved = {
    isLost: false,
    tried: commitSurely(consumer, [{ topic, partition, offset }]).catch(() => {
      saved.isLost = true;
    }),
  };
  return saved;
}
