import { event, INSTITUTION, Metadata, text, Timestamp, z } from '@libs/kernel';
import { personal } from './fields/personal.js';

/** A message may quote its buyer, and an error may quote the message: both are sealed. */
const KeptMessage = z.strictObject({
  type: z.string(),
  data: z.looseObject({}),
  /** Only recorded events have these. */
  stream: z.string().optional(),
  revision: z.int().optional(),
  metadata: Metadata.optional(),
});
const error = personal('message', 'messageId', z.string().max(2000));

const parked = {
  merchantId: z.literal(INSTITUTION),
  /** Who could not handle it: `<service>.<policy>`. */
  group: text(200),
  messageId: text(200),
};

/** `parked-<group>`: messages that a group of the bus could not handle, and what became of them. */
export const ParkedEvent = z.discriminatedUnion('type', [
  event('MessageParked', {
    ...parked,
    topic: text(200),
    key: text(200),
    /** Where it stands in its topic. */
    position: z.string().regex(/^\d{20}$/u),
    message: personal('message', 'messageId', KeptMessage),
    error,
    attempts: z.int().min(0),
    /** Never tried: it waits behind an earlier parked message of its key. */
    isWaiting: z.boolean(),
    parkedAt: Timestamp,
  }),
  event('MessageFailedAgain', {
    ...parked,
    error,
    attempts: z.int().min(1),
    failedAt: Timestamp,
  }),
  event('MessageHandled', { ...parked, handledAt: Timestamp }),
  event('MessageSkipped', { ...parked, reason: text(500), skippedAt: Timestamp }),
]);
export type ParkedEvent = z.infer<typeof ParkedEvent>;
