import { z } from '@libs/kernel';
import { CATEGORIES, OUTSIDE_TOPICS } from '../topics.js';
import { CardFacts } from './card.js';

const card = { brand: 'visa', lastFour: '4242', issuerCountry: 'FI', isAuthenticated: true };

describe('what is known of a card', () => {
  it('is its brand, its last four digits, its country and whether the buyer was verified', () =>
    expect(CardFacts.parse(card)).toEqual(card));

  it.each([
    ['a whole number', { lastFour: '4242424242424242' }],
    ['five digits', { lastFour: '24242' }],
    ['three digits', { lastFour: '242' }],
    ['a number beside', { number: '4242424242424242' }],
    ['a security code', { cvc: '123' }],
    ['an expiry', { expiry: '12/29' }],
  ])('is never %s', (_what, over) =>
    expect(CardFacts.safeParse({ ...card, ...over }).success).toBe(false),
  );
});

describe('the contracts', () => {
  const shapes = [
    ...Object.values(CATEGORIES).map(({ event }): z.ZodType => event),
    ...Object.values(OUTSIDE_TOPICS),
  ];

  it('have no field for a card number or what goes with it', () => {
    const names = shapes.flatMap((shape) => fieldNames(z.toJSONSchema(shape)));
    expect(names).toContain('lastFour');
    expect(names.filter((name) => /^pan$|card_?number|cvc|cvv|expir|track2/iu.test(name))).toEqual(
      [],
    );
  });

  it('know a card by its facts alone', () => {
    const fields = shapes.flatMap((shape) => fieldsNamed('card', z.toJSONSchema(shape)));
    expect(fields.length).toBeGreaterThan(0);
    for (const field of fields)
      expect(Object.keys(field).sort()).toEqual(Object.keys(CardFacts.unwrap().shape).sort());
  });
});

/** The names of all fields in a JSON Schema, at any depth. */
function fieldNames(schema: unknown): readonly string[] {
  return nodesOf(schema).flatMap(({ properties = {} }) => Object.keys(properties));
}

/** The fields of every object that a JSON Schema knows under a name. */
function fieldsNamed(name: string, schema: unknown): readonly object[] {
  return nodesOf(schema).flatMap(({ properties = {} }) => {
    const found = properties[name];
    return found?.properties === undefined ? [] : [found.properties];
  });
}

interface Node {
  readonly properties?: Readonly<Record<string, Node>>;
}

function nodesOf(schema: unknown): readonly Node[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return [schema, ...Object.values(schema).flatMap(nodesOf)];
}
