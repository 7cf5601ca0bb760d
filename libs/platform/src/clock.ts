/** Tells the time to the edges; nothing inside has a clock. */
export interface Clock {
  /** Now, RFC 3339 in UTC with milliseconds. */
  now(): string;
}

export const systemClock: Clock = { now: () => new Date().toISOString() };
