import { memoryEventStore } from '@libs/event-store/memory';
import { movableClock } from './movable-clock.js';

const NOW = '2026-03-02T10:00:00.000Z';
const LATER = '2026-03-16T10:00:00.000Z';
const real = { now: () => NOW };

describe('the clock of a test installation', () => {
  it('shows real time until it is moved', async () => {
    const clock = await movableClock(memoryEventStore(), real);
    expect(clock.now()).toBe(NOW);
    await clock.close();
  });

  it('goes on from where it was moved to, also after a restart', async () => {
    const store = memoryEventStore();
    const first = await movableClock(store, real);
    await first.moveTo(LATER);
    expect(first.now()).toBe(LATER);
    await first.close();
    const anHourLater = { now: () => '2026-03-02T11:00:00.000Z' };
    const second = await movableClock(store, anHourLater);
    expect(second.now()).toBe('2026-03-16T11:00:00.000Z');
    await second.close();
  });

  it('never goes back', async () => {
    const clock = await movableClock(memoryEventStore(), real);
    await clock.moveTo(LATER);
    await clock.moveTo(NOW);
    expect(clock.now()).toBe(LATER);
    await clock.close();
  });

  it('shows the same in every process, and the furthest of two moves at once', async () => {
    const store = memoryEventStore();
    const [one, other] = await Promise.all([movableClock(store, real), movableClock(store, real)]);
    const furthest = '2026-04-01T00:00:00.000Z';
    await Promise.all([one.moveTo(LATER), other.moveTo(furthest)]);
    await one.moveTo(furthest);
    expect(one.now()).toBe(furthest);
    expect(other.now()).toBe(furthest);
    await Promise.all([one.close(), other.close()]);
  });
});
