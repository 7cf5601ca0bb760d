import { rateLimit } from './rate-limit.js';

describe('a rate limit', () => {
  it('takes so many tries of each key, and no more', () => {
    const { take } = rateLimit({ max: 2, windowMs: 60_000 });
    expect([take('a'), take('a'), take('a'), take('b')]).toEqual([true, true, false, true]);
  });

  it('begins anew when its window is over', () => {
    const { take } = rateLimit({ max: 1, windowMs: 0 });
    expect([take('a'), take('a')]).toEqual([true, true]);
  });

  it('forgets the oldest of very many keys', () => {
    const { take } = rateLimit({ max: 1, windowMs: 60_000 });
    take('first');
    for (let at = 0; at < 10_000; at += 1) take(`key-${at}`);
    expect(take('first')).toBe(true);
    expect(take('key-9999')).toBe(false);
  });
});
