import { ERASED, ParkedEvent } from '@libs/contracts';
import type { EventStore } from '@libs/event-store';
import { INSTITUTION, type Position, type Revision } from '@libs/kernel';
import type { Message, ParkedMessage } from './event-bus.js';

export const parkedStreamOf = (group: string): string => `parked-${group}`;

/** Reads what waits for somebody in a group, oldest first, with its contents. */
export async function readParked(
  store: EventStore,
  group: string,
): Promise<readonly ParkedMessage[]> {
  const found = new Map<string, ParkedMessage>();
  for (const { type, data } of await store.read(parkedStreamOf(group))) {
    const event = ParkedEvent.parse({ type, data });
    const earlier = found.get(event.data.messageId);
    if (event.type === 'MessageParked')
      found.set(event.data.messageId, earlier ?? asParked(event.data));
    else if (isDone(event)) found.delete(event.data.messageId);
    else if (event.type === 'MessageFailedAgain' && earlier !== undefined)
      found.set(event.data.messageId, {
        ...earlier,
        error: event.data.error,
        attempts: event.data.attempts,
        isWaiting: false,
      });
  }
  return [...found.values()];
}

type Parked = Extract<ParkedEvent, { readonly type: 'MessageParked' }>['data'];

function asParked(data: Parked): ParkedMessage {
  const { error, attempts, parkedAt, isWaiting } = data;
  return { message: messageOf(data), error, attempts, parkedAt, isWaiting };
}

function messageOf({ messageId, topic, key, message, position }: Parked): Message {
  // Its key was destroyed: nobody can handle it any more, it can only be skipped.
  if (message === ERASED) return { id: messageId, topic, key, type: ERASED, data: {} };
  const { type, data, stream, revision, metadata } = message;
  const recorded = stream !== undefined && { stream, revision, metadata, position };
  return { id: messageId, topic, key, type, data, ...recorded } as Message;
}

/** The contents of a key's parked messages, from a place in the stream on; read once for many. */
export async function readContents(
  store: EventStore,
  { group, key, from }: { readonly group: string; readonly key: string; readonly from: Revision },
): Promise<ReadonlyMap<string, Message>> {
  const contents = new Map<string, Message>();
  for (const { type, data } of await store.read(parkedStreamOf(group), from)) {
    const event = ParkedEvent.parse({ type, data });
    if (event.type === 'MessageParked' && event.data.key === key)
      contents.set(event.data.messageId, messageOf(event.data));
  }
  return contents;
}

/** A message that could not be handled, or waits behind one, as the stream tells it. */
export function messageParked(
  group: string,
  message: Message,
  facts: {
    readonly position: Position;
    readonly error: string;
    readonly attempts: number;
    readonly isWaiting: boolean;
    readonly parkedAt: string;
  },
): ParkedEvent {
  const { id, topic, key, type, data, stream, revision, metadata } = message;
  const recorded = stream !== undefined && { stream, revision, metadata };
  return {
    type: 'MessageParked',
    data: {
      merchantId: INSTITUTION,
      group,
      messageId: id,
      topic,
      key,
      message: { type, data: { ...data }, ...recorded },
      ...facts,
    },
  };
}

/** True for the end of a parked message's story. */
export const isDone = ({ type }: ParkedEvent): boolean =>
  type === 'MessageHandled' || type === 'MessageSkipped';
