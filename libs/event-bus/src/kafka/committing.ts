import type { Consumer, TopicPartitionOffsetAndMetadata } from 'kafkajs';
import { EventBusUnavailable } from '../event-bus.js';
import { listenersOf } from './listeners.js';

type Waiting = (topics: readonly CommittedTopic[]) => void;

const waitingFor = listenersOf<Consumer, Waiting>((consumer, waiting) =>
  consumer.on(consumer.events.COMMIT_OFFSETS, ({ payload: { topics } }) =>
    waiting.forEach((take) => take(topics)),
  ),
);

/**
 * Commits, and fails where nothing was committed: a consumer that stops answers as if it had been,
 * and whoever reads on elsewhere has it all again.
 */
export async function commitSurely(
  consumer: Consumer,
  marks: TopicPartitionOffsetAndMetadata[],
): Promise<void> {
  const missing = new Set(marks.map(wordsOf));
  const waiting = waitingFor(consumer);
  const take: Waiting = (topics) => {
    for (const { topic, partitions } of topics)
      for (const { partition, offset } of partitions)
        missing.delete(wordsOf({ topic, partition, offset }));
  };
  waiting.add(take);
  try {
    await consumer.commitOffsets(marks);
  } finally {
    waiting.delete(take);
  }
  if (missing.size > 0)
    throw new EventBusUnavailable('Kafka: the consumer stops and saves nothing');
}

interface CommittedTopic {
  readonly topic: string;
  readonly partitions: readonly { readonly partition: number; readonly offset: unknown }[];
}

const wordsOf = ({ topic, partition, offset }: TopicMark): string =>
  `${topic}/${partition}/${String(offset)}`;

interface TopicMark {
  readonly topic: string;
  readonly partition: number;
  readonly offset: unknown;
}
