import { z } from '@libs/kernel';
import { narrowings } from './compatibility.js';

const earlier = z.strictObject({
  refundId: z.uuid(),
  amount: z.int().min(0).max(100),
  reason: z.enum(['broken', 'late']),
  note: z.string().max(10).optional(),
  lines: z.array(z.strictObject({ gross: z.int() })),
  secret: z.union([z.string().max(5), z.literal('erased')]),
});
const { shape } = earlier;

const found = (today: z.ZodType) =>
  narrowings(z.toJSONSchema(earlier) as object as never, z.toJSONSchema(today) as object as never);

describe('a stored shape', () => {
  it('may stay as it is', () => expect(found(earlier)).toEqual([]));

  it('may get an optional field, a further value and a wider limit', () =>
    expect(
      found(
        z.strictObject({
          ...shape,
          colour: z.string().optional(),
          reason: z.enum(['broken', 'late', 'unwanted']),
          amount: z.int().min(-1).max(101),
        }),
      ),
    ).toEqual([]));

  it('may be sealed later', () =>
    expect(
      found(z.strictObject({ ...shape, note: z.union([shape.note, z.literal('erased')]) })),
    ).toEqual([]));

  it.each<[string, z.ZodType, string]>([
    ['a removed field', earlier.omit({ note: true }), '/note: it was removed'],
    ['a new demand', earlier.extend({ by: z.string() }), '/by: it became required'],
    ['a field that was optional', earlier.required(), '/note: it became required'],
    ['another type', earlier.extend({ amount: z.string() }), '/amount: its type changed'],
    [
      'a value that is gone',
      earlier.extend({ reason: z.enum(['late']) }),
      '/reason: "broken" is not taken any more',
    ],
    [
      'a tighter limit',
      earlier.extend({ amount: z.int().min(1).max(100) }),
      '/amount: its minimum is tighter',
    ],
    [
      'a limit that was not there',
      earlier.extend({ lines: shape.lines.max(3) }),
      '/lines: its maxItems is tighter',
    ],
    [
      'a narrowed item',
      earlier.extend({ lines: z.array(z.strictObject({ net: z.int() })) }),
      '/lines/items/gross: it was removed',
    ],
    [
      'an alternative that is gone',
      earlier.extend({ secret: z.string().max(5) }),
      '/secret: its maxLength is tighter',
    ],
  ])('must not have %s', (_what, today, complaint) => expect(found(today)).toContain(complaint));
});
