import { CATEGORIES, sealings, type Sealing, type SubjectKind } from '@libs/contracts';
import { assert, categoryOf, messagesIn, z } from '@libs/kernel';

/** What of an event is sealed, and whose key seals it. */
export interface SealedShape {
  readonly subject: SubjectKind;
  /** The field of `data` that names the subject. */
  readonly idField: string;
  readonly fields: readonly string[];
}

/** The sealed shape of an event, or `undefined` for one that is stored as it is. */
export type SealedShapes = (stream: string, type: string) => SealedShape | undefined;

/** The events of each category, as `CATEGORIES` of the contracts has them. */
export type EventsOfCategories = Readonly<Record<string, { readonly event: z.ZodType }>>;

/** Reads the marks of the contracts once; a look-up per event afterwards. */
export function sealedShapesOf(categories: EventsOfCategories = CATEGORIES): SealedShapes {
  const byCategory = new Map(
    Object.entries(categories).map(([category, { event }]) => [category, shapesIn(event)]),
  );
  return (stream, type) => byCategory.get(categoryOf(stream))?.get(type);
}

function shapesIn(schema: z.ZodType): ReadonlyMap<string, SealedShape> {
  return new Map(
    messagesIn(schema).flatMap(({ type, data }) => {
      const shape = shapeOf(type, data);
      return shape === undefined ? [] : [[type, shape] as const];
    }),
  );
}

function shapeOf(type: string, data: z.ZodObject): SealedShape | undefined {
  const marks = Object.entries(data.shape).flatMap(([field, schema]) => {
    const sealing = sealingOf(schema as z.ZodType);
    return sealing === undefined ? [] : [{ field, sealing }];
  });
  const [first] = marks;
  if (first === undefined) return undefined;
  const { subject, idField } = first.sealing;
  assert(
    marks.every(({ sealing }) => sealing.subject === subject && sealing.idField === idField),
    `the sealed fields of ${type} are one subject's`,
  );
  assert(idField in data.shape, `${type} names its subject in ${idField}`);
  return { subject, idField, fields: marks.map(({ field }) => field) };
}

/** The mark of a field, also where `.optional()` or the like was put around it. */
function sealingOf(schema: z.ZodType): Sealing | undefined {
  return sealings.get(schema) ?? (isWrapper(schema) ? sealingOf(schema.unwrap()) : undefined);
}

function isWrapper(schema: unknown): schema is { unwrap(): z.ZodType } {
  return (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodReadonly ||
    schema instanceof z.ZodDefault
  );
}
