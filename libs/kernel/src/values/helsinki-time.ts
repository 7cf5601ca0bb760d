const ZONE = 'Europe/Helsinki';
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const OFFSETS_MAX = 10_000;

const wallClock = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** The moment (UTC, milliseconds) at which a calendar date begins in Helsinki. */
export function startOfDay(date: string): string {
  const midnight = Date.parse(`${date}T00:00:00.000Z`);
  // The offset is asked where it is used: it changes at 03:00 or 04:00, never at midnight.
  const guess = midnight - offsetMs(midnight);
  return new Date(midnight - offsetMs(guess)).toISOString();
}

/** The moment (UTC) at which the calendar day ends that lies so many days after a moment's own. */
export function endOfDay(moment: string, daysLater: number): string {
  const local = Date.parse(moment) + offsetMs(Date.parse(moment));
  return startOfDay(new Date(local + (daysLater + 1) * DAY_MS).toISOString().slice(0, 10));
}

/** What Helsinki's clocks show at a moment, with their offset: `2026-03-02T12:00:00+02:00`. */
export function helsinkiTime(moment: string): string {
  const at = Date.parse(moment);
  const offset = offsetOfHour(Math.floor(at / HOUR_MS));
  const shown = new Date(at + offset).toISOString().slice(0, 19);
  const ahead = new Date(offset).toISOString().slice(11, 16);
  return `${shown}+${ahead}`;
}

/** Offsets by hour since 1970: clocks are moved at a full hour, and asking is slow. */
const offsets = new Map<number, number>();

function offsetOfHour(hour: number): number {
  const known = offsets.get(hour) ?? offsetMs(hour * HOUR_MS);
  if (offsets.size >= OFFSETS_MAX) offsets.clear();
  offsets.set(hour, known);
  return known;
}

/** How far Helsinki's clocks are ahead of UTC at a moment. */
function offsetMs(moment: number): number {
  const parts = Object.fromEntries(
    wallClock.formatToParts(moment).map(({ type, value }) => [type, value]),
  );
  const { year, month, day, hour, minute, second } = parts;
  const shown = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Math.round((shown - moment) / MINUTE_MS) * MINUTE_MS;
}
