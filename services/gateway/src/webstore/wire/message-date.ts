import { helsinkiTime } from '@libs/kernel';

const DATE = /^(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})$/u;

/** A day written `24.06.2012`, or without its zeros, as `2012-06-24`. */
export function dateIn(text: string): string | undefined {
  const { day = '', month = '', year } = DATE.exec(text)?.groups ?? {};
  if (year === undefined) return undefined;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const moment = new Date(`${date}T00:00:00.000Z`);
  const isDay = !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(date);
  return isDay ? date : undefined;
}

const DAY_MS = 86_400_000;

/** The day (`2026-03-02`) so many days after another one; days may be negative. */
export const daysAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00.000Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** A day (`2026-03-02`) as messages write it, with its zeros: `02.03.2026`. */
export const dayText = (date: string): string => date.split('-').reverse().join('.');

/** A moment's day in Helsinki as messages write it. */
export const dateText = (moment: string): string => dayText(helsinkiTime(moment).slice(0, 10));

/** A moment in Helsinki as messages write it: `02.03.2026 12:00:00`. */
export const momentText = (moment: string): string =>
  `${dateText(moment)} ${helsinkiTime(moment).slice(11, 19)}`;
