import { Actor, Timestamp, z } from '@libs/kernel';

/** A path of this API. */
export const Path = z.string().meta({ example: '/v1/orders' });

/** Who acted, as a merchant's people see it. */
export const NamedActor = Actor.unwrap()
  .extend({ name: z.string().optional() })
  .describe('Who acted; the name is that of now, and missing where nobody knows it.');

/** How far a list had come. */
export const AsOf = z
  .strictObject({ position: z.string().regex(/^\d{20}$/u), at: Timestamp })
  .describe('How far the view had come.');

/** A page of a list. */
export const page = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({
    items: z.array(item),
    next: z.string().nullable().describe('The cursor of the next page.'),
    prev: z.string().nullable().describe('The cursor of the previous page.'),
    asOf: AsOf,
  });

/** A step that works. */
export const NextStep = z.strictObject({
  action: z.string(),
  href: Path.optional(),
  body: z.record(z.string(), z.unknown()).optional(),
});

/** What belongs to an order. */
export const Links = z.strictObject({
  self: Path,
  refunds: Path,
  refundOptions: Path,
  parcels: Path,
  cases: Path,
});
