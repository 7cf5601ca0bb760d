import { z } from 'zod';
import type { AnyMessage } from './message.js';
import { Timestamp } from '../values/values.js';

/** Who acted. Never a name: names are personal data and are looked up where they are shown. */
export const Actor = z
  .strictObject({
    kind: z.enum(['user', 'webstore', 'buyer', 'operator', 'system']),
    id: z.string().min(1).max(200),
  })
  .readonly();
export type Actor = z.infer<typeof Actor>;

/** What is known about an event besides its contents. */
export const Metadata = z
  .object({
    actor: Actor,
    /** The command that recorded the event; a repeat of it is found by this id. */
    commandId: z.uuid(),
    /** Keyed hash of the command's whole body: the same id with another body is refused. */
    fingerprint: z.string(),
    /** One id for everything that follows from one request. */
    correlationId: z.string(),
    /** The command or event that this one follows from. */
    causationId: z.string(),
    traceparent: z.string().optional(),
    occurredAt: Timestamp,
    recordedAt: Timestamp,
  })
  .readonly();
export type Metadata = z.infer<typeof Metadata>;

/** The revision of a stream's last event; an empty stream stands at -1. */
export type Revision = number;

/**
 * A place in the one global order: 20 digits that sort as text.
 * Compare positions as strings; never calculate with them.
 */
export type Position = string;

/** An event as the store gives it back: the fact, who and why, and where it stands in history. */
export type Recorded<Event extends AnyMessage = AnyMessage> = Event & {
  readonly id: string;
  readonly stream: string;
  readonly revision: Revision;
  readonly position: Position;
  readonly metadata: Metadata;
};

/** The category of a stream: its name up to the first dash. */
export const categoryOf = (stream: string): string => stream.slice(0, stream.indexOf('-'));
