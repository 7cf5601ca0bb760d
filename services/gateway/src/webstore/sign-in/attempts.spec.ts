import { attemptsWithin } from './attempts.js';

describe('failures of a name', () => {
  const within = (namesMax = 100) => {
    let now = 0;
    const attempts = attemptsWithin({
      ...{ failuresMax: 3, windowMs: 1000, namesMax },
      now: () => now,
    });
    const fail = (name: string, times: number) => {
      for (let time = 0; time < times; time += 1) attempts.failed(name);
    };
    return { ...attempts, fail, passTo: (moment: number) => void (now = moment) };
  };

  it('are borne up to a number', () => {
    const { fail, waitMs } = within();
    fail('kahvikauppa 192.0.2.1', 2);
    expect(waitMs('kahvikauppa 192.0.2.1')).toBeUndefined();
    fail('kahvikauppa 192.0.2.1', 1);
    expect(waitMs('kahvikauppa 192.0.2.1')).toBe(1000);
  });

  it('lock out neither the same seller elsewhere nor another one there', () => {
    const { fail, waitMs } = within();
    fail('kahvikauppa 192.0.2.1', 9);
    expect(waitMs('kahvikauppa 192.0.2.2')).toBeUndefined();
    expect(waitMs('teekauppa 192.0.2.1')).toBeUndefined();
  });

  it('are forgotten when their window is over, counted from the first', () => {
    const { fail, waitMs, passTo } = within();
    fail('a', 2);
    passTo(900);
    fail('a', 1);
    expect(waitMs('a')).toBe(100);
    passTo(1000);
    expect(waitMs('a')).toBeUndefined();
    fail('a', 2);
    expect(waitMs('a')).toBeUndefined();
  });

  it('are kept of so many names, and the oldest window is forgotten first', () => {
    const { fail, waitMs } = within(2);
    for (const name of ['a', 'b', 'c']) fail(name, 3);
    expect([waitMs('a'), waitMs('b'), waitMs('c')]).toEqual([undefined, 1000, 1000]);
  });
});
