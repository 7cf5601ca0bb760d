import type { Producer } from 'kafkajs';
import { checkOutgoing } from '../check-outgoing.js';
import { MessageRefused, type EventBus } from '../event-bus.js';
import { outgoingOnTheWire } from './cloud-events.js';
import { asUnavailable, plainProducer } from './connection.js';
import type { Ground } from './ground.js';
import { answered, leave } from './silence.js';

/** Sends messages of this process to topics of the outside. */
export interface Publishing {
  publish: EventBus['publish'];
  close(): Promise<void>;
}

export function publishing(ground: Ground): Publishing {
  const { client, outsideTopics, prepare, whole } = ground;
  let opened: Promise<Producer> | undefined;
  return { publish, close };

  async function publish(...[topic, messages]: Parameters<EventBus['publish']>): Promise<void> {
    for (const message of messages) checkOutgoing(topic, outsideTopics[topic], message);
    if (messages.length === 0) return;
    const wires = messages.map((message) => outgoingOnTheWire(topic, message));
    let using: Promise<Producer> | undefined;
    try {
      await prepare();
      using = opened ??= open();
      const producer = await using;
      await answered(producer, producer.send({ topic: whole(topic), messages: wires }));
    } catch (error) {
      if (isTooLarge(error)) throw new MessageRefused(topic, messages[0]?.id ?? '', 'too large');
      // After a failure its sequence numbers may be unknown to the broker.
      if (using !== undefined) await discard(using);
      throw asUnavailable(error);
    }
  }

  async function open(): Promise<Producer> {
    const producer = plainProducer(client);
    await answered(producer, producer.connect());
    return producer;
  }

  async function discard(using: Promise<Producer>): Promise<void> {
    if (opened === using) opened = undefined;
    await using.then(leave).catch(() => undefined);
  }

  async function close(): Promise<void> {
    if (opened !== undefined) await discard(opened);
  }
}

const isTooLarge = (error: unknown): boolean =>
  error instanceof Error && 'type' in error && error.type === 'MESSAGE_TOO_LARGE';
