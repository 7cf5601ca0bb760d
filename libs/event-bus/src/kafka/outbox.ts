import type { Kafka, Message, Producer } from 'kafkajs';
import { asUnavailable } from './connection.js';
import { answered, leave } from './silence.js';

/** Sends messages as they come: those that come while some are under way go together. */
export interface Outbox {
  /** Resolves when the brokers have it; order is kept. */
  send(topic: string, message: Message): Promise<void>;
  close(): Promise<void>;
}

export interface OutboxOptions {
  readonly producer: (kafka: Kafka) => Producer;
  readonly acks: -1 | 1;
}

interface Queued {
  readonly topic: string;
  readonly message: Message;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

const TOGETHER_MAX = 500;

export function outbox(kafka: Kafka, { producer: make, acks }: OutboxOptions): Outbox {
  const queue: Queued[] = [];
  let opened: Promise<Producer> | undefined;
  let sending: Promise<void> | undefined;

  return {
    send: (topic, message) =>
      new Promise((resolve, reject) => {
        queue.push({ topic, message, resolve, reject });
        sending ??= sendAll().finally(() => (sending = undefined));
      }),
    close: async () => {
      await sending;
      await discard();
    },
  };

  async function sendAll(): Promise<void> {
    // What comes in this turn goes together.
    await Promise.resolve();
    while (queue.length > 0) {
      const batch = queue.splice(0, TOGETHER_MAX);
      try {
        const producer = await (opened ??= open());
        await answered(producer, producer.sendBatch({ acks, topicMessages: byTopic(batch) }));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        // After a failure its sequence numbers may be unknown to the broker.
        await discard();
        for (const { reject } of batch) reject(asUnavailable(error));
      }
    }
  }

  async function open(): Promise<Producer> {
    const producer = make(kafka);
    await answered(producer, producer.connect());
    return producer;
  }

  async function discard(): Promise<void> {
    const closing = opened;
    opened = undefined;
    await closing?.then(leave).catch(() => undefined);
  }
}

function byTopic(batch: readonly Queued[]): { topic: string; messages: Message[] }[] {
  const messages = new Map<string, Message[]>();
  for (const { topic, message } of batch) {
    const before = messages.get(topic);
    if (before === undefined) messages.set(topic, [message]);
    else before.push(message);
  }
  return [...messages].map(([topic, all]) => ({ topic, messages: all }));
}
