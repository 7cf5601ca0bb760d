import { z } from 'zod';
import { assert } from '../language/assert.js';

/** A message as it was declared: its name, and the schemas of its fields. */
export interface DeclaredMessage {
  readonly type: string;
  readonly data: z.ZodObject;
}

/** The messages that a schema declares with `event` or `command`: one, or a union of them. */
export function messagesIn(schema: z.ZodType): readonly DeclaredMessage[] {
  return (schema instanceof z.ZodUnion ? schema.options : [schema]).map(declared);
}

function declared(schema: unknown): DeclaredMessage {
  const message = inner(schema);
  assert(message instanceof z.ZodObject, 'a message is declared as an object');
  const type: unknown = message.shape['type'];
  const data = inner(message.shape['data']);
  assert(type instanceof z.ZodLiteral, 'a message has one type');
  assert(data instanceof z.ZodObject, 'the data of a message are an object');
  return { type: String(type.value), data };
}

const inner = (schema: unknown): unknown =>
  schema instanceof z.ZodReadonly ? schema.unwrap() : schema;
