import { command, text, Timestamp, z } from '@libs/kernel';

const parked = { group: text(200), messageId: text(200) };

/**
 * What an operator wishes of a parked message. The service whose group it is answers, on its own
 * request topic, because the group's handler is at work in its process.
 */
export const ParkedCommand = z.discriminatedUnion('type', [
  command('RetryParkedMessage', { ...parked, at: Timestamp }),
  command('SkipParkedMessage', { ...parked, reason: text(500), at: Timestamp }),
]);
export type ParkedCommand = z.infer<typeof ParkedCommand>;
