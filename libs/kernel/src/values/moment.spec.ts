import { hoursAfter, isBefore } from './moment.js';

describe('moments', () => {
  it('are compared by time, not by how they are written', () => {
    expect(isBefore('2026-03-02T10:00:00Z', '2026-03-02T10:00:00.001Z')).toBe(true);
    expect(isBefore('2026-03-02T10:00:00Z', '2026-03-02T10:00:00.000Z')).toBe(false);
    expect(isBefore('2026-03-02T10:00:00.5Z', '2026-03-02T10:00:00.45Z')).toBe(false);
  });

  it('lie hours apart, before and after', () => {
    expect(hoursAfter('2026-03-02T22:30:00Z', 24)).toBe('2026-03-03T22:30:00.000Z');
    expect(hoursAfter('2026-03-02T22:30:00Z', -23)).toBe('2026-03-01T23:30:00.000Z');
  });
});
