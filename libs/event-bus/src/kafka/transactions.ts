import type { Batch } from '@libs/event-store';
import type { Position, Recorded } from '@libs/kernel';
import type { Producer } from 'kafkajs';
import type { Wire } from './cloud-events.js';

export interface TransactionOptions {
  /** The whole name of the topic where the relay tells its positions. */
  readonly name: string;
  /** The whole name of the topic it publishes to. */
  readonly target: string;
  /** What is told of an event; `undefined` for nothing. */
  readonly wire: (event: Recorded) => Wire | undefined;
}

/** All messages of one partition go as one batch, which must not be larger than one message may. */
const TRANSACTION_CHARACTERS_MAX = 512 * 1024;

/** Where the first message of a transaction lies in a partition. */
export interface ToldPlace {
  readonly partition: number;
  readonly offset: number;
}

/**
 * Publishes a batch of events in transactions, each with the position that it brings the relay
 * to. A last part of which nothing is told needs none. Answers where the last one lies, if any.
 */
export async function publishBatch(
  producer: Producer,
  { events }: Batch,
  options: TransactionOptions,
): Promise<readonly ToldPlace[]> {
  let messages: Wire[] = [];
  let [characters, position]: [number, Position] = [0, ''];
  let places: readonly ToldPlace[] = [];
  const flush = async (): Promise<void> => {
    if (messages.length > 0) places = await transact(producer, messages, position, options);
    [messages, characters] = [[], 0];
  };
  for (const event of events) {
    const message = options.wire(event);
    if (message === undefined) continue;
    messages.push(message);
    position = event.position;
    characters += message.value.length;
    if (characters >= TRANSACTION_CHARACTERS_MAX) await flush();
  }
  await flush();
  return places;
}

async function transact(
  producer: Producer,
  messages: Wire[],
  position: Position,
  { name, target }: TransactionOptions,
): Promise<readonly ToldPlace[]> {
  const transaction = await producer.transaction();
  try {
    const sent = await transaction.sendBatch({
      topicMessages: [
        { topic: target, messages },
        { topic: name, messages: [{ key: 'position', value: position }] },
      ],
    });
    await transaction.commit();
    return sent
      .filter(({ topicName }) => topicName === target)
      .map(({ partition, baseOffset }) => ({ partition, offset: Number(baseOffset) }));
  } catch (error) {
    // What became of it is found out by the next one, which begins with what was told.
    if (transaction.isActive()) await transaction.abort().catch(() => undefined);
    throw error;
  }
}
