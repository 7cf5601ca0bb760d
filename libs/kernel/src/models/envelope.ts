import { z } from 'zod';
import type { Refusal } from './decision.js';
import { Tenant } from '../values/ids.js';
import { Actor, type Position, type Revision } from '../messages/recorded.js';
import { Timestamp } from '../values/values.js';

/** A command on its way: what is wished, by whom, for whom, and which wish it is. */
export const CommandEnvelope = z
  .strictObject({
    /** Made by the caller: the same wish, sent again, has the same id. */
    commandId: z.uuid(),
    /** Keyed hash of the whole body: tells a repeat from another wish under the same id. */
    fingerprint: z.string().min(1).max(128),
    /** For whom it is done; compared with the stream's owner unless it is the institution. */
    tenant: Tenant,
    actor: Actor,
    correlationId: z.string().min(1).max(200),
    causationId: z.string().min(1).max(200),
    traceparent: z.string().max(200).optional(),
    /** The revision the caller decided on (`If-Match`); compared only when given. */
    expectedRevision: z.int().min(-1).optional(),
    issuedAt: Timestamp,
    /** After this moment nobody waits for the answer any more; it may be dropped unread. */
    deadlineAt: Timestamp.optional(),
    command: z.object({ type: z.string(), data: z.looseObject({}) }),
  })
  .readonly();
export type CommandEnvelope = z.infer<typeof CommandEnvelope>;

/** What a caller is told of a command; every outcome is a value, faults are errors. */
export type CommandAnswer =
  | {
      readonly outcome: 'accepted';
      /** True when this command had been accepted before: nothing was written now. */
      readonly repeated: boolean;
      readonly stream: string;
      /** The stream's revision after the command; for a repeat, after its first time. */
      readonly revision: Revision;
      /** Where its last event stands, or the stream's last when it recorded nothing. */
      readonly position: Position;
      /** What this command recorded, the first time. */
      readonly events: readonly { readonly type: string; readonly data: object }[];
    }
  | { readonly outcome: 'rejected'; readonly rejection: Refusal }
  /** No such stream, or somebody else's: the two cannot be told apart. */
  | { readonly outcome: 'unknown' }
  | { readonly outcome: 'key-reused' }
  | {
      readonly outcome: 'stale';
      readonly expected: Revision;
      readonly actual: Revision;
      readonly changes: readonly {
        readonly type: string;
        readonly actor: Actor;
        readonly occurredAt: Timestamp;
      }[];
    };
