import type { AnyMessage, Position, Recorded } from '@libs/kernel';

/**
 * The port: news between services, and messages from and to the outside. At least once, ordered
 * per key. Every adapter passes `event-bus.contract.ts`; nothing else is promised.
 */
export interface EventBus {
  /** Sends messages to a topic of the outside; resolves when they are kept durably. */
  publish(topic: string, messages: readonly OutgoingMessage[]): Promise<void>;

  /**
   * Runs the handler for each message of the topics, one at a time per key. A group's progress
   * is saved after the handler, so a crash repeats and never loses. A message that keeps failing
   * is parked with its error, and later ones of its key wait behind it; other keys go on.
   */
  subscribe(subscription: Subscription): Promise<void>;

  /** Messages of a group that wait for somebody to retry or skip them, oldest first. */
  parked(group: string): Promise<readonly ParkedMessage[]>;

  /** Handles a parked message, and those waiting behind it, again. */
  retry(group: string, messageId: string, actorId: string): Promise<void>;

  /** Gives a parked message up, for a reason; those waiting behind it go on. */
  skip(group: string, messageId: string, actorId: string, reason: string): Promise<void>;

  /** How far each group stands: what health and metrics show. */
  progress(): Promise<readonly GroupProgress[]>;

  /** Resolves when every group has handled all that was there at the call, parked ones aside. */
  settled(options: { readonly timeoutMs: number }): Promise<void>;

  /** Stops taking messages, waits for handlers at work, closes. */
  close(): Promise<void>;
}

/** A message for the outside, before it has a place in a topic. */
export interface OutgoingMessage extends AnyMessage {
  /** The same id is the same message: outside readers know duplicates by it. */
  readonly id: string;
  /** Messages of one key keep their order. */
  readonly key: string;
  readonly time: string;
}

/**
 * A message as a handler gets it. Recorded events carry `stream`, `revision`, `position` and
 * `metadata`; their sealed fields are dropped (they read `erased`). Messages from outside have none.
 */
export type Message = AnyMessage & {
  readonly id: string;
  readonly topic: string;
  readonly key: string;
} & Partial<Pick<Recorded, 'stream' | 'revision' | 'position' | 'metadata'>>;

export interface Subscription {
  /** `<service>.<policy>`: whose progress it is. Never renamed, or all is handled again. */
  readonly group: string;
  readonly topic: string;
  /** Message types the handler cares about; others only move the progress. Absent: all. */
  readonly types?: readonly string[];
  /** Where a group that is new begins. */
  readonly from: 'beginning' | 'now';
  readonly handler: (message: Message) => Promise<void>;
}

/** Thrown by a handler that knows retrying is useless: the message is parked at once. */
export class Unhandleable extends Error {
  override readonly name = 'Unhandleable';
}

export interface ParkedMessage {
  readonly message: Message;
  readonly error: string;
  readonly attempts: number;
  readonly parkedAt: string;
  /** Parked only because an earlier message of its key is. */
  readonly isWaiting: boolean;
}

export interface GroupProgress {
  readonly group: string;
  readonly topic: string;
  readonly position: Position;
  readonly lag: number;
  readonly parked: number;
}

/** The bus's engine did not answer; nothing is known to be lost. */
export class EventBusUnavailable extends Error {
  override readonly name = 'EventBusUnavailable';
}
