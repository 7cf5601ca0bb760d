import fc from 'fast-check';
import { MERCHANT, runGateway, type Running } from '../gateway.fixtures.js';
import { ORDER_EXAMPLE, REFUND_EXAMPLE } from '../openapi/examples.js';
import { merchant, ORDER, show } from '../shown.fixtures.js';

const RUNS = { numRuns: 60 };

/** A body that is right but for one place, where anything stands. */
const spoilt = (example: object) =>
  fc
    .tuple(fc.constantFrom(...placesIn(example)), fc.jsonValue({ maxDepth: 2 }))
    .map(([place, value]) => replaced(example, place, value));

type Place = readonly string[];

function placesIn(value: unknown, above: Place = []): readonly Place[] {
  if (typeof value !== 'object' || value === null) return [above];
  const below = Object.entries(value).flatMap(([key, member]) => placesIn(member, [...above, key]));
  return above.length === 0 ? below : [above, ...below];
}

function replaced(value: unknown, [key, ...rest]: Place, member: unknown): unknown {
  if (key === undefined) return member;
  const copy: Record<string, unknown> = { ...(value as object) };
  copy[key] = replaced(copy[key], rest, member);
  return Array.isArray(value) ? Object.values(copy) : copy;
}

describe('whatever is sent', () => {
  let gateway: Running;
  beforeAll(async () => {
    gateway = await runGateway();
    await show(gateway.views.merchants, MERCHANT, merchant());
    gateway.answer(() => ({ outcome: 'unknown' }));
  });
  afterAll(() => gateway.close());

  const isAnsweredWell = async (path: string, body: unknown) => {
    const { status } = await gateway.fetch(path, {
      raw: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'idempotency-key': 'k', 'if-match': '"account.1"' },
      method: 'POST',
    });
    expect(gateway.bugs).toEqual([]);
    expect([400, 404]).toContain(status);
  };

  it.each([
    ['/v1/orders', ORDER_EXAMPLE],
    [`/v1/orders/${ORDER}/refunds`, REFUND_EXAMPLE],
  ])('to %s, it is our answer and never our bug', async (path, example) => {
    await fc.assert(
      fc.asyncProperty(spoilt(example), (body) => isAnsweredWell(path, body)),
      RUNS,
    );
  });

  it('as text, it is our answer and never our bug', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json()), (text) =>
        isAnsweredWell('/v1/orders', text),
      ),
      RUNS,
    );
  });

  it('as a query, it is our answer and never our bug', async () => {
    const names = ['q', 'status', 'from', 'to', 'minAmount', 'sort', 'limit', 'cursor', 'atLeast'];
    const parameter = fc.tuple(fc.oneof(fc.constantFrom(...names), fc.string()), fc.string());
    await fc.assert(
      fc.asyncProperty(fc.array(parameter, { maxLength: 4 }), async (parameters) => {
        const query = new URLSearchParams(parameters);
        const { status } = await gateway.fetch(`/v1/transactions?${query}`);
        expect(gateway.bugs).toEqual([]);
        expect([200, 400]).toContain(status);
      }),
      RUNS,
    );
  });
});
