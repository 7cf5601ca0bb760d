import { endOfDay, helsinkiTime, startOfDay } from './helsinki-time.js';

const hoursBetween = (day: string, next: string) =>
  (Date.parse(startOfDay(next)) - Date.parse(startOfDay(day))) / 3_600_000;

describe('a day in Helsinki', () => {
  it('begins two hours before UTC in winter and three in summer', () => {
    expect(startOfDay('2026-01-15')).toBe('2026-01-14T22:00:00.000Z');
    expect(startOfDay('2026-07-15')).toBe('2026-07-14T21:00:00.000Z');
  });

  it('has 23 hours when summer time begins, 25 when it ends, and 24 else', () => {
    expect(hoursBetween('2026-03-29', '2026-03-30')).toBe(23);
    expect(hoursBetween('2026-10-25', '2026-10-26')).toBe(25);
    expect(hoursBetween('2026-03-28', '2026-03-29')).toBe(24);
    expect(hoursBetween('2026-12-31', '2027-01-01')).toBe(24);
  });

  it('ends where the next one begins', () => {
    expect(endOfDay('2026-03-02T10:00:00.000Z', 0)).toBe('2026-03-02T22:00:00.000Z');
    expect(endOfDay('2026-03-02T22:30:00.000Z', 0)).toBe('2026-03-03T22:00:00.000Z');
  });

  it('is the last of a period that is counted in days, over a change of the clocks as well', () => {
    expect(endOfDay('2026-03-20T10:00:00.000Z', 14)).toBe('2026-04-03T21:00:00.000Z');
    expect(endOfDay('2026-10-20T10:00:00.000Z', 14)).toBe('2026-11-03T22:00:00.000Z');
  });
});

describe("Helsinki's clocks", () => {
  it.each([
    ['2026-01-14T22:00:00.000Z', '2026-01-15T00:00:00+02:00'],
    ['2026-07-14T21:59:59.999Z', '2026-07-15T00:59:59+03:00'],
    ['2026-03-29T00:59:59Z', '2026-03-29T02:59:59+02:00'],
    ['2026-03-29T01:00:00Z', '2026-03-29T04:00:00+03:00'],
    ['2026-10-25T00:59:59Z', '2026-10-25T03:59:59+03:00'],
    ['2026-10-25T01:00:00Z', '2026-10-25T03:00:00+02:00'],
  ])('show at %s that it is %s', (moment, shown) => {
    expect(helsinkiTime(moment)).toBe(shown);
    expect(Date.parse(shown)).toBe(Math.floor(Date.parse(moment) / 1000) * 1000);
  });
});
