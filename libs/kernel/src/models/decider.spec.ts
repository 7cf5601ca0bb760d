import { assert, AssertionError } from '../language/assert.js';
import { fold, type Decider } from './decider.js';
import { accept, reject } from './decision.js';
import { categoryOf } from '../messages/recorded.js';

const counter: Decider<number, number, number> = {
  initialState: 0,
  decide: (step, count) => (count + step > 3 ? reject('too-many', { count }) : accept(step)),
  evolve: (count, step) => count + step,
};

describe('a decider', () => {
  it('has the state that its history leads to', () => {
    expect(fold(counter, [])).toBe(0);
    expect(fold(counter, [1, 2])).toBe(3);
  });

  it('answers with events', () =>
    expect(counter.decide(1, 2)).toEqual({ outcome: 'accepted', events: [1] }));

  it('answers with a code and the figures that explain it', () =>
    expect(counter.decide(2, 2)).toEqual({
      outcome: 'rejected',
      rejection: { code: 'too-many', details: { count: 2 } },
    }));

  it('leaves the details out where there are none', () =>
    expect(reject('no')).toEqual({ outcome: 'rejected', rejection: { code: 'no' } }));
});

describe('an invariant', () => {
  it('says nothing while it holds', () => expect(() => assert(true, 'one is one')).not.toThrow());

  it('stops loudly, in the words of what should be', () =>
    expect(() => assert(false, 'money is never negative')).toThrow(
      new AssertionError('money is never negative'),
    ));
});

describe('the category of a stream', () => {
  it('is its name up to the first dash', () => {
    expect(categoryOf('account-6a1e7d0c-54a2-5b1f-8a6e-2d9f4c3b1e02')).toBe('account');
    expect(categoryOf('parked-refunds.when-x')).toBe('parked');
  });
});
