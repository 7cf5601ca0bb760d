import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  CATEGORIES,
  MEANINGS,
  NEWS_TOPICS,
  sealings,
  type Category,
  type EventType,
  type Sealing,
} from '@libs/contracts';
import { z } from '@libs/kernel';
import { read, ROOT } from './files.js';

/** One stored event, as the contracts declare it today. */
export interface DeclaredEvent {
  readonly type: EventType;
  readonly category: Category;
  readonly service: string;
  readonly schema: z.ZodType;
}

/** A page of docs/events: the event's JSON Schema, and in `x-` what a schema cannot say. */
export interface EventDocument extends JsonSchema {
  readonly title: string;
  readonly description: string;
  readonly 'x-owner': string;
  readonly 'x-stream': string;
  readonly 'x-sealed-fields': readonly SealedField[];
  readonly examples: readonly unknown[];
}

interface SealedField extends Sealing {
  readonly field: string;
}

export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

const DOCUMENTS = 'docs/events';
const FIXTURES = 'test/events';

/** Every event of every category, in the order in which the contracts name them. */
export function declaredEvents(): readonly DeclaredEvent[] {
  return Object.entries(CATEGORIES).flatMap(([category, { service, event }]) =>
    event.options.map((schema) => ({
      type: schema.unwrap().shape.type.value,
      category: category as Category,
      service,
      schema,
    })),
  );
}

/** The page of an event, made from the contract; the example is the fixture of its version. */
export function documentOf({ type, category, service, schema }: DeclaredEvent): EventDocument {
  const { $schema, ...shape } = schemaOf(schema);
  const fixture = fixtureOf(type);
  return {
    $schema,
    title: type,
    description: MEANINGS[type],
    'x-owner': service,
    'x-stream': `${category}-<id>`,
    'x-topic': NEWS_TOPICS.find((topic) => topic === `${service}.events`) ?? 'none',
    'x-ordering-key': 'the stream',
    'x-version': fixture.version,
    'x-retention': 'for ever; sealed fields until the key of their subject is destroyed',
    'x-sealed-fields': sealedFields(shape),
    ...shape,
    examples: [JSON.parse(read(fixture.file))],
  };
}

/** The page as it lies in docs/events, or nothing when there is none. */
export function savedDocument(type: string): EventDocument | undefined {
  const file = documentFile(type);
  return existsSync(join(ROOT, file)) ? (JSON.parse(read(file)) as EventDocument) : undefined;
}

/** The types that have a page, whether the contracts still name them or not. */
export const savedTypes = (): readonly string[] => namesIn(DOCUMENTS, '.json');

/** A stored version of an event, as it once was written; such a file is never edited. */
export interface Fixture {
  readonly type: string;
  readonly version: number;
  readonly file: string;
}

/** The first version has no suffix, the second is `…V2`; their files end in `.v1`, `.v2`. */
export function fixtureOf(type: string): Fixture {
  const [, name = type, version = '1'] = /^(.+?)V(\d+)$/u.exec(type) ?? [];
  return { type, version: Number(version), file: `${FIXTURES}/${name}.v${version}.json` };
}

/** The files of all stored versions. */
export const savedFixtures = (): readonly string[] =>
  namesIn(FIXTURES, '.json').map((name) => `${FIXTURES}/${name}.json`);

export const documentFile = (type: string): string => `${DOCUMENTS}/${type}.json`;

function namesIn(folder: string, ending: string): readonly string[] {
  if (!existsSync(join(ROOT, folder))) return [];
  return readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length))
    .sort();
}

function schemaOf(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, {
    override: ({ zodSchema, jsonSchema }) => {
      // Ours are readonly in TypeScript; in JSON Schema the word means something else.
      delete jsonSchema.readOnly;
      const sealing = sealings.get(zodSchema);
      if (sealing !== undefined) Object.assign(jsonSchema, { 'x-sealed': sealing });
    },
  });
}

function sealedFields(schema: JsonSchema): readonly SealedField[] {
  const { properties } = schema as { properties: { data: { properties: object } } };
  return Object.entries(properties.data.properties).flatMap(([field, shape]) => {
    const sealing = (shape as { 'x-sealed'?: Sealing })['x-sealed'];
    return sealing === undefined ? [] : [{ field, ...sealing }];
  });
}
