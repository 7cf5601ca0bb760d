import { setTimeout as sleep } from 'node:timers/promises';
import type { Consumer, EachBatchPayload } from 'kafkajs';
import { conditions } from '../conditions.js';
import { assignment, type AssignmentOptions } from './assignment.js';
import { asUnavailable } from './connection.js';
import { startMember, type Member, type MemberOptions } from './member.js';
import { saving } from './saving.js';
import { committedOf } from './topics.js';

/** Reads the partitions of a topic that fall to this process, and saves how far it has come. */
export interface PartitionReader extends Pick<Member, 'begun' | 'trouble'> {
  /** Resolves while the group is at rest: in a rebalance no work is to begin. */
  atRest(): Promise<void>;
  /** Resolves at the next sign that the group still counts this process in. */
  nextSign(): Promise<void>;
  /** Takes no more messages. */
  quiet(): void;
  /** Saves what was advanced, and leaves the group. */
  stop(): Promise<void>;
}

export interface PartitionReaderOptions
  extends
    Pick<
      MemberOptions,
      'kafka' | 'groupId' | 'prepare' | 'waits' | 'silenceMsMax' | 'onHindered' | 'onWell'
    >,
    Omit<AssignmentOptions, 'onHold' | 'onAdvance'> {
  readonly saveEveryMs: number;
}

const HEARTBEAT_MS = 500;

export function startPartitionReader(options: PartitionReaderOptions): PartitionReader {
  const { administration, topic, groupId, onHindered } = options;
  const changes = conditions();
  const rest = resting(changes.check);
  const ours = assignment({ ...options, onHold: hold, onAdvance: () => saves.soon() });
  const saves = saving({
    ...options,
    kept: ours.kept,
    consumer: () => (rest.isJoining() ? undefined : member.consumer()),
  });
  const member = startMember({
    ...options,
    onJoin: (consumer, partitions) => void joined(consumer, partitions),
    onHeartbeat: rest.sign,
    onRebalancing: () => {
      rest.disturbed();
      void saves.now();
    },
    onPassed: (partition, nextOffset) => ours.kept.get(partition)?.take([], nextOffset),
    eachBatch,
  });

  return {
    atRest: () => changes.until(rest.isAtRest),
    nextSign: () => changes.until(rest.isAfter(rest.signCount())),
    begun: member.begun,
    trouble: member.trouble,
    quiet: rest.over,
    stop: async () => {
      rest.over();
      await member.stop(saves.last);
      ours.leaveAll();
    },
  };

  /** A later join makes this one's answer stale. */
  async function joined(consumer: Consumer, partitions: readonly number[]): Promise<void> {
    const isLast = rest.joins();
    while (isLast())
      try {
        const committed = await committedOf(administration, groupId, topic);
        if (isLast()) await ours.take(consumer, partitions, committed);
        if (isLast()) {
          member.isWell();
          rest.settled();
        }
        return;
      } catch (error) {
        onHindered(asUnavailable(error));
        await sleep(options.waits.firstWaitMs);
      }
  }

  function hold(partition: number, isHeld: boolean): void {
    const which = [{ topic, partitions: [partition] }];
    if (isHeld) member.consumer()?.pause(which);
    else member.consumer()?.resume(which);
  }

  async function eachBatch(payload: EachBatchPayload): Promise<void> {
    const { batch, resolveOffset, heartbeat, isStale } = payload;
    const begun = changes.until(rest.isAtRest).then(() => true);
    while (!(await Promise.race([begun, sleep(HEARTBEAT_MS, false)]))) await heartbeat();
    const kept = ours.kept.get(batch.partition);
    // What was fetched from another place than we are at comes again from there.
    if (kept === undefined || rest.isOver() || isStale()) return;
    kept.take(batch.messages, Number(batch.lastOffset()) + 1);
    resolveOffset(batch.lastOffset());
  }
}

/** Whether the group has settled who reads what; `onChange` is told of each turn. */
function resting(onChange: () => void) {
  let [joinCount, signCount] = [0, 0];
  let [isAtRest, isJoining, isOver] = [false, true, false];
  const sign = (): void => {
    signCount += 1;
    onChange();
  };
  return {
    isAtRest: () => isAtRest || isOver,
    isJoining: () => isJoining,
    isOver: () => isOver,
    signCount: () => signCount,
    isAfter: (count: number) => () => signCount > count || isOver,
    sign,
    /** The answer tells whether no later join came. */
    joins: () => {
      const count = (joinCount += 1);
      [isAtRest, isJoining] = [false, true];
      return () => count === joinCount && !isOver;
    },
    settled: () => {
      [isAtRest, isJoining] = [true, false];
      sign();
    },
    disturbed: () => (isAtRest = false),
    over: () => {
      isOver = true;
      onChange();
    },
  };
}
