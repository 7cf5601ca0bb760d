import type { Batch } from '@libs/event-store';
import type { Position, Recorded } from '@libs/kernel';
import type { Producer } from 'kafkajs';
import { EventBusUnavailable } from '../event-bus.js';
import type { Wire } from './cloud-events.js';
import { answered } from './silence.js';

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

/** Messages that are published together, and the position they bring the relay to. */
export interface Cut {
  readonly messages: Wire[];
  readonly position: Position;
}

/** A batch of events as transactions are made of it; a last part of which nothing is told is none. */
export function cutsOf({ events }: Batch, wire: TransactionOptions['wire']): readonly Cut[] {
  const cuts: Cut[] = [];
  let messages: Wire[] = [];
  let [characters, position]: [number, Position] = [0, ''];
  const cut = (): void => {
    if (messages.length > 0) cuts.push({ messages, position });
    [messages, characters] = [[], 0];
  };
  for (const event of events) {
    const message = wire(event);
    if (message === undefined) continue;
    messages.push(message);
    position = event.position;
    characters += message.value.length;
    if (characters >= TRANSACTION_CHARACTERS_MAX) cut();
  }
  cut();
  return cuts;
}

/**
 * Connects, and fences whoever used the name before: from now on nothing of theirs is committed
 * any more, and what was, can be read. The driver takes the name only with the first transaction,
 * so that one of nothing comes first.
 */
export async function takeName(producer: Producer): Promise<void> {
  await answered(producer, producer.connect());
  const transaction = await answered(producer, producer.transaction());
  await transaction.abort();
}

/** Publishes one transaction after another; answers where the last one lies, if there is one. */
export async function publishAll(
  producer: Producer,
  cuts: readonly Cut[],
  options: TransactionOptions,
): Promise<readonly ToldPlace[]> {
  let places: readonly ToldPlace[] = [];
  for (const { messages, position } of cuts)
    places = await transact(producer, messages, position, options);
  return places;
}

async function transact(
  producer: Producer,
  messages: Wire[],
  position: Position,
  { name, target }: TransactionOptions,
): Promise<readonly ToldPlace[]> {
  const transaction = await answered(producer, producer.transaction());
  try {
    const topicMessages = [
      { topic: target, messages },
      { topic: name, messages: [{ key: 'position', value: position }] },
    ];
    const sent = await answered(producer, transaction.sendBatch({ topicMessages }));
    await answered(producer, transaction.commit());
    return sent
      .filter(({ topicName }) => topicName === target)
      .map(({ partition, baseOffset }) => ({ partition, offset: Number(baseOffset) }));
  } catch (error) {
    // What became of it is found out by the next one, which begins with what was told.
    const isHeard = !(error instanceof EventBusUnavailable);
    if (isHeard && transaction.isActive()) await transaction.abort().catch(() => undefined);
    throw error;
  }
}
