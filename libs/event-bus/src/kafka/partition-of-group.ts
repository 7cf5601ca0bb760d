import type { Position } from '@libs/kernel';
import type { KafkaMessage } from 'kafkajs';
import { progressTracker } from '../progress-tracker.js';
import type { Deliver } from '../delivering.js';
import { envelopeOf, type Envelope } from './envelope.js';
import type { Mark, OpenPartition, Taker } from './open-partition.js';

/** How far a group stands in one partition. */
export interface PartitionOfGroup extends Taker {
  readonly open: OpenPartition;
  /** Messages taken and not finished. */
  pendingCount(): number;
  /** All before this offset is handled. */
  handledTo(): number;
  /** The highest sequence at and below which all is handled. */
  position(): Position;
}

export interface PartitionOfGroupOptions {
  /** The topic's name without the prefix. */
  readonly topic: string;
  readonly types: readonly string[] | undefined;
  readonly open: OpenPartition;
  readonly start: Mark;
  readonly deliver: Deliver;
  readonly onChange: () => void;
}

const asText = (offset: number): Position => String(offset).padStart(20, '0');

/**
 * Keeps the highest sequence in the metadata of the offset, and drops what is not above it: a
 * relay that dies, or was only asleep, may have told it before.
 */
export function partitionOfGroup(options: PartitionOfGroupOptions): PartitionOfGroup {
  const { topic, types, open, start, onChange } = options;
  const tracker = progressTracker(asText(start.offset), advanced);
  // The sequences of what is not handled yet, in order.
  const sequences: { readonly end: Position; readonly sequence: Position }[] = [];
  let highest: Position = start.metadata;
  let handled: Position = start.metadata;

  return {
    open,
    take,
    passed: (nextOffset) => {
      tracker.pass(asText(nextOffset));
      onChange();
    },
    pendingCount: tracker.pendingCount,
    handledTo: () => Number(tracker.position()),
    position: () => handled,
  };

  function take(message: KafkaMessage): void {
    const end = asText(Number(message.offset) + 1);
    const envelope = envelopeOf(message, { topic, partition: open.partition });
    if (isRepeated(envelope)) return tracker.pass(end);
    const position = envelope.sequence ?? asText(Number(message.offset));
    highest = position;
    sequences.push({ end, sequence: position });
    if (isWanted(envelope)) options.deliver({ ...envelope, topic, position }, tracker.begin(end));
    else tracker.pass(end);
  }

  function isRepeated({ sequence }: Envelope): boolean {
    return sequence !== undefined && sequence <= highest;
  }

  /** What is no CloudEvent tells no type: it might be one of these. */
  function isWanted({ type, isCloudEvent }: Envelope): boolean {
    return !isCloudEvent || types === undefined || types.includes(type);
  }

  function advanced(to: Position): void {
    for (let first = sequences[0]; first !== undefined && first.end <= to; first = sequences[0]) {
      handled = first.sequence;
      sequences.shift();
    }
    open.advance(Number(to), handled);
    onChange();
  }
}
