import { ERASED } from '@libs/contracts';
import type { EventStore } from '@libs/event-store';
import { INSTITUTION, type Actor, type Position } from '@libs/kernel';
import type { Outcome } from './attempts.js';
import { EventBusUnavailable, MessageNotParked, type Message } from './event-bus.js';
import { messageParked, readContents } from './parked-contents.js';
import type { ParkedEntry, ParkedMessages } from './parked-messages.js';

/** What happens to messages that a group could not handle. Each call belongs into its key's lane. */
export interface Parking {
  /** False when it was not needed any more: another process has dealt with its key meanwhile. */
  park(message: Message, failure: Failure, position: Position): Promise<boolean>;
  /** Tries a parked message again, then those that wait behind it. */
  retry(messageId: string, actor: Actor): Promise<void>;
  skip(messageId: string, actor: Actor, reason: string): Promise<void>;
  /** Handles the messages of a key that wait behind nobody any more. */
  workOff(key: string): Promise<void>;
}

export type Failure =
  | { readonly isWaiting: true }
  | { readonly isWaiting: false; readonly error: unknown; readonly attempts: number };

/** That a message was parked, or failed again; without its contents, which may be personal. */
export interface ParkedNotice {
  readonly group: string;
  readonly messageId: string;
  readonly key: string;
  readonly attempts: number;
  readonly isWaiting: boolean;
  /** Why it failed; absent for one that only waits. */
  readonly error?: unknown;
}

export interface ParkingOptions {
  readonly group: string;
  readonly parked: ParkedMessages;
  readonly store: EventStore;
  readonly clock: { now(): string };
  readonly attempt: (message: Message) => Promise<Outcome>;
  readonly patiently: <Answer>(action: () => Promise<Answer>) => Promise<Answer>;
  readonly onParked: (notice: ParkedNotice) => void;
}

export function parking(options: ParkingOptions): Parking {
  const { group, parked, store, clock, attempt, patiently, onParked } = options;
  const itself: Actor = { kind: 'system', id: group };
  return { park, retry, skip, workOff: (key) => workOff(key, itself) };

  async function park(message: Message, failure: Failure, position: Position): Promise<boolean> {
    const { id: messageId, key, metadata } = message;
    const { isWaiting } = failure;
    const [attempts, error] = isWaiting ? [0, ''] : [failure.attempts, textOf(failure.error)];
    const facts = { position, error, attempts, isWaiting, parkedAt: clock.now() };
    const makesSense = () => !parked.isKnown(messageId) && (!isWaiting || parked.isBlocked(key));
    const told = { actor: itself, about: metadata, makesSense };
    if (!(await parked.record(messageParked(group, message, facts), told))) return false;
    const why = isWaiting ? {} : { error: failure.error };
    onParked({ group, messageId, key, attempts, isWaiting, ...why });
    return true;
  }

  async function retry(messageId: string, actor: Actor): Promise<void> {
    const entry = foundIn(parked, group, messageId);
    const head = parked.head(entry.key);
    if (head?.messageId !== messageId)
      throw new MessageNotParked(group, messageId, head?.messageId);
    const contents = await contentsFrom(entry);
    if (await handled(entry, contents.get(messageId), actor)) await workOff(entry.key, actor);
  }

  async function skip(messageId: string, actor: Actor, reason: string): Promise<void> {
    const { key } = foundIn(parked, group, messageId);
    const about = { merchantId: INSTITUTION, group, messageId } as const;
    const data = { ...about, reason, skippedAt: clock.now() };
    await parked.record({ type: 'MessageSkipped', data }, { actor });
    await workOff(key, actor);
  }

  async function workOff(key: string, actor: Actor): Promise<void> {
    let contents: ReadonlyMap<string, Message> = new Map();
    for (let head = parked.head(key); head?.isWaiting; head = parked.head(key)) {
      if (!contents.has(head.messageId)) contents = await contentsFrom(head);
      if (!(await handled(head, contents.get(head.messageId), actor))) return;
    }
  }

  /** Tries it again and records what came of it; true when the next one may follow. */
  async function handled(
    entry: ParkedEntry,
    message: Message | undefined,
    actor: Actor,
  ): Promise<boolean> {
    const { messageId, key } = entry;
    const about = { merchantId: INSTITUTION, group, messageId } as const;
    const outcome = isReadable(message) ? await attempt(message) : UNREADABLE;
    if (outcome.status === 'stopped') throw new EventBusUnavailable('the bus closes');
    if (outcome.status === 'handled') {
      const data = { ...about, handledAt: clock.now() };
      await parked.record({ type: 'MessageHandled', data }, { actor, about: message?.metadata });
      return true;
    }
    const { error } = outcome;
    const attempts = entry.attempts + outcome.attempts;
    const data = { ...about, error: textOf(error), attempts, failedAt: clock.now() };
    await parked.record({ type: 'MessageFailedAgain', data }, { actor, about: message?.metadata });
    onParked({ group, messageId, key, attempts, isWaiting: false, error });
    return false;
  }

  function contentsFrom({ key, revision }: ParkedEntry): Promise<ReadonlyMap<string, Message>> {
    return patiently(() => readContents(store, { group, key, from: revision }));
  }
}

const UNREADABLE: Outcome = {
  status: 'failed',
  error: new Error('its contents are erased: it can only be skipped'),
  attempts: 1,
};

const isReadable = (message: Message | undefined): message is Message =>
  message !== undefined && message.type !== ERASED;

function foundIn(parked: ParkedMessages, group: string, messageId: string): ParkedEntry {
  const entry = parked.entry(messageId);
  if (entry === undefined) throw new MessageNotParked(group, messageId);
  return entry;
}

const ERROR_LENGTH_MAX = 2000;

/** An error as operators read it, with what caused it. */
function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error).slice(0, ERROR_LENGTH_MAX);
  const cause = error.cause instanceof Error ? `, because of ${String(error.cause)}` : '';
  return `${String(error)}${cause}`.slice(0, ERROR_LENGTH_MAX);
}
