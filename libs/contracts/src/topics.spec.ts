import { MEANINGS } from './catalogue.js';
import { CATEGORIES, categoriesOf, NEWS_TOPICS, OUTSIDE_TOPICS, REQUEST_TOPICS } from './topics.js';

describe('the categories', () => {
  const events = Object.values(CATEGORIES).flatMap(({ event }) =>
    event.options.map((option) => option.unwrap().shape),
  );

  it('are singular nouns without a dash, so that a stream tells its category', () => {
    for (const category of Object.keys(CATEGORIES)) expect(category).toMatch(/^[a-z][A-Za-z]*$/u);
  });

  it('share no event name: readers know an event by its type', () => {
    const types = events.map(({ type }) => type.value);
    expect(new Set(types).size).toBe(types.length);
  });

  it('name the owner in every event', () => {
    for (const { type, data } of events)
      expect([type.value, ...Object.keys(data.unwrap().shape)]).toContain('merchantId');
  });

  it('say in every event when it happened', () => {
    for (const { type, data } of events) {
      const moments = Object.keys(data.unwrap().shape).filter((field) => field.endsWith('At'));
      expect({ type: type.value, moments: moments.length > 0 }).toEqual({
        type: type.value,
        moments: true,
      });
    }
  });

  it('have a meaning for every event', () =>
    expect(Object.keys(MEANINGS).sort()).toEqual(events.map(({ type }) => type.value).sort()));
});

describe('the topics', () => {
  it('carry the categories of the service that they are named for', () => {
    expect(categoriesOf('orders.events')).toEqual(['order', 'receipt', 'checkout', 'mail']);
    expect(categoriesOf('merchants.events')).toEqual(['merchant', 'shelf']);
    expect(categoriesOf('refunds.events')).toEqual([
      'account',
      'case',
      'settlement',
      'funding',
      'transfer',
    ]);
  });

  it('have one name each', () => {
    const names = [
      ...NEWS_TOPICS,
      ...Object.keys(OUTSIDE_TOPICS),
      ...Object.values(REQUEST_TOPICS),
    ];
    expect(new Set(names).size).toBe(names.length);
  });
});
