import type { JsonSchema } from './event-catalogue.js';

/**
 * What today's schema refuses that the earlier one took, or no longer says, in words: stored
 * events are for ever, so a shape only grows (ADR 4). An empty answer means
 * that every event the earlier schema describes still reads the same.
 */
export function narrowings(earlier: JsonSchema, today: JsonSchema, path = ''): readonly string[] {
  if (isUnion(earlier) || isUnion(today)) return choiceNarrowings(earlier, today, path);
  return [
    ...kindNarrowings(earlier, today),
    ...valueNarrowings(earlier, today),
    ...limitNarrowings(earlier, today),
  ]
    .map((what) => `${path || '/'}: ${what}`)
    .concat(propertyNarrowings(earlier, today, path), partNarrowings(earlier, today, path));
}

/** A changed pattern may be a wider one: that is for a person to see, with a new version. */
function kindNarrowings(earlier: JsonSchema, today: JsonSchema): readonly string[] {
  return ['type', 'format', 'pattern', 'allOf']
    .filter((keyword) => today[keyword] !== undefined)
    .filter((keyword) => JSON.stringify(today[keyword]) !== JSON.stringify(earlier[keyword]))
    .map((keyword) => `its ${keyword} changed`);
}

function valueNarrowings(earlier: JsonSchema, today: JsonSchema): readonly string[] {
  const before = valuesOf(earlier);
  const now = valuesOf(today);
  if (now === undefined) return [];
  if (before === undefined) return ['it became a closed list'];
  return before
    .filter((value) => !now.includes(value))
    .map((value) => `${JSON.stringify(value)} is not taken any more`);
}

function limitNarrowings(earlier: JsonSchema, today: JsonSchema): readonly string[] {
  const raised = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems'].filter(
    (keyword) => limit(today, keyword, -Infinity) > limit(earlier, keyword, -Infinity),
  );
  const lowered = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems'].filter(
    (keyword) => limit(today, keyword, Infinity) < limit(earlier, keyword, Infinity),
  );
  return [...raised, ...lowered].map((keyword) => `its ${keyword} is tighter`);
}

function propertyNarrowings(earlier: JsonSchema, today: JsonSchema, path: string) {
  const before = propertiesOf(earlier);
  const now = propertiesOf(today);
  const required = list(earlier, 'required');
  const demanded = list(today, 'required').filter((name) => !required.includes(name));
  return [
    ...demanded.map((name) => `${path}/${String(name)}: it became required`),
    ...Object.entries(before).flatMap(([name, shape]) => {
      const next = now[name];
      if (next === undefined) return [`${path}/${name}: it was removed`];
      return narrowings(shape, next, `${path}/${name}`);
    }),
  ];
}

/** Items of lists, and keys and values of records. */
function partNarrowings(earlier: JsonSchema, today: JsonSchema, path: string) {
  return ['items', 'propertyNames', 'additionalProperties'].flatMap((keyword) => {
    const now = today[keyword];
    const before = earlier[keyword] ?? {};
    if (now === undefined || JSON.stringify(now) === JSON.stringify(before)) return [];
    if (isSchema(now) && isSchema(before)) return narrowings(before, now, `${path}/${keyword}`);
    return isSchema(now) && before === false ? [] : [`${path || '/'}: its ${keyword} is closed`];
  });
}

/** Every alternative that there was must still be taken whole by one of today's. */
function choiceNarrowings(earlier: JsonSchema, today: JsonSchema, path: string) {
  const now = choicesOf(today);
  return choicesOf(earlier)
    .map((choice) => now.map((next) => narrowings(choice, next, path)))
    .filter((answers) => answers.every((answer) => answer.length > 0))
    .map((answers) => answers.flat()[0] ?? `${path}: an alternative is not taken any more`);
}

const isUnion = (schema: JsonSchema): boolean => 'anyOf' in schema || 'oneOf' in schema;

function choicesOf(schema: JsonSchema): readonly JsonSchema[] {
  if (!isUnion(schema)) return [schema];
  return [...list(schema, 'anyOf'), ...list(schema, 'oneOf')].filter(isSchema).flatMap(choicesOf);
}

function valuesOf(schema: JsonSchema): readonly unknown[] | undefined {
  if ('const' in schema) return [schema['const']];
  return 'enum' in schema ? list(schema, 'enum') : undefined;
}

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function list(schema: JsonSchema, keyword: string): readonly unknown[] {
  const values = schema[keyword];
  return Array.isArray(values) ? (values as readonly unknown[]) : [];
}

function propertiesOf(schema: JsonSchema): Readonly<Record<string, JsonSchema>> {
  return (schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>;
}

function limit(schema: JsonSchema, keyword: string, otherwise: number): number {
  const value = schema[keyword];
  return typeof value === 'number' ? value : otherwise;
}
