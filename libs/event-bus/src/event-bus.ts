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

  /**
   * Handles a parked message, and those waiting behind it, again. Resolves when all of them are
   * handled, or one has failed again and stays parked with its new error. Fails with
   * `MessageNotParked` for one that is not, or that itself waits behind another.
   */
  retry(group: string, messageId: string, actorId: string): Promise<void>;

  /**
   * Gives a parked message up, for a reason; those waiting behind it go on. One that waits may be
   * skipped, too.
   */
  skip(group: string, messageId: string, actorId: string, reason: string): Promise<void>;

  /** How far each group stands: what health and metrics show. */
  progress(): Promise<readonly GroupProgress[]>;

  /**
   * Resolves when every group subscribed here has handled, in whichever process, all that was
   * there at the call, parked ones aside. Groups that only others subscribe are not known here.
   */
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
  /** Messages not handled yet, counted up to `LAG_MAX`. */
  readonly lag: number;
  /** Messages parked, those waiting behind others among them. */
  readonly parked: number;
  /** What hinders the group just now: its engine is away, or it crashed and starts again. */
  readonly trouble?: string;
}

/** A lag is counted no further: beyond, it is just large. */
export const LAG_MAX = 4096;

/** No such message waits in this group, or it waits behind another one of its key. */
export class MessageNotParked extends Error {
  override readonly name = 'MessageNotParked';
  constructor(
    readonly group: string,
    readonly messageId: string,
    /** The message to retry or skip first. */
    readonly behind?: string,
  ) {
    super(
      behind === undefined
        ? `${messageId} is not parked in ${group}`
        : `${messageId} waits in ${group} behind ${behind}`,
    );
  }
}

/** A message that a topic does not take: unknown topic, bad shape or too large. Nothing is kept. */
export class MessageRefused extends Error {
  override readonly name = 'MessageRefused';
  constructor(
    readonly topic: string,
    readonly messageId: string,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(`${topic} does not take ${messageId}: ${reason}`, options);
  }
}

/** Not all that was there was handled in time. */
export class NotSettled extends Error {
  override readonly name = 'NotSettled';
  constructor(readonly groups: readonly string[]) {
    super(`not settled yet: ${groups.join(', ')}`);
  }
}

/** The bus's engine did not answer; nothing is known to be lost. */
export class EventBusUnavailable extends Error {
  override readonly name = 'EventBusUnavailable';
}
