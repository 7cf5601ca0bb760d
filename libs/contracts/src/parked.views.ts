import { Actor, idFrom, text, Timestamp, z } from '@libs/kernel';

/** `waiting`: never tried, an earlier message of its key is parked. The last two are the end. */
export const ParkedStatus = z.enum(['parked', 'waiting', 'handled', 'skipped']);
export type ParkedStatus = z.infer<typeof ParkedStatus>;

/** One parked message as operators see it: never its contents. Kept by the platform. */
export const ParkedLine = z
  .strictObject({
    /** Who could not handle it: `<service>.<policy>`. */
    group: text(200),
    service: text(200),
    messageId: text(200),
    topic: text(200),
    type: z.string(),
    /** What it is about: messages of one key are handled in their order. */
    key: text(200),
    /** Group and key: those of one lane wait behind each other. */
    lane: z.string(),
    status: ParkedStatus,
    /** Why, in one word: a refusal's code, `malformed`, `erased`, `behind-another` or `fault`. */
    reason: z.string(),
    /** The last failure in full; it may quote the message. Empty for one never tried. */
    error: z.string(),
    attempts: z.int().min(0),
    parkedAt: Timestamp,
    changedAt: Timestamp,
    ended: z
      .strictObject({ at: Timestamp, by: Actor, reason: text(500).optional() })
      .readonly()
      .optional(),
  })
  .readonly();
export type ParkedLine = z.infer<typeof ParkedLine>;

/** The document of a parked message; a message may be parked by several groups. */
export const parkedLineId = (group: string, messageId: string): string =>
  idFrom('parked', group, messageId);
