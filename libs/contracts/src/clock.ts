import { event, INSTITUTION, Timestamp, z } from '@libs/kernel';

/** The one stream of the clock of a test installation: `clock-installation`. */
export const CLOCK_STREAM = 'clock-installation';

/** `clock-installation`: how far a test installation's clock was moved; it only goes forward. */
export const ClockEvent = z.discriminatedUnion('type', [
  event('ClockMoved', {
    merchantId: z.literal(INSTITUTION),
    /** Milliseconds, more than what was moved before. */
    byMs: z.int().min(1),
    /** What it shows from now on. */
    shownAt: Timestamp,
  }),
]);
export type ClockEvent = z.infer<typeof ClockEvent>;
