import type { Timestamp } from './values.js';

const HOUR_MS = 3_600_000;

/** Does the first moment lie before the second? However many decimals each is written with. */
export const isBefore = (a: Timestamp, b: Timestamp): boolean => Date.parse(a) < Date.parse(b);

/** The moment so many hours later; hours may be negative. */
export const hoursAfter = (moment: Timestamp, hours: number): Timestamp =>
  new Date(Date.parse(moment) + hours * HOUR_MS).toISOString();
