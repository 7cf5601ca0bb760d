import { z, type AnyMessage } from '@libs/kernel';
import type { Speaker } from './told-message.js';

interface JsonSchema {
  readonly [keyword: string]: unknown;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
}

/** The body of a simulator's path as JSON Schema: its contract, with the times optional. */
export function documented<Message extends AnyMessage>({
  contract,
  times,
}: Speaker<Message>): JsonSchema {
  const moments = new Set(Object.values(times));
  const { $schema: _dialect, ...schema } = z.toJSONSchema(contract, { io: 'input' }) as JsonSchema;
  const options = (schema['oneOf'] ?? schema['anyOf']) as readonly JsonSchema[];
  return { oneOf: options.map((option) => withoutTimes(option, moments)) };
}

function withoutTimes(option: JsonSchema, moments: ReadonlySet<string>): JsonSchema {
  const { data = {}, ...others } = option.properties ?? {};
  const required = (data.required ?? []).filter((field) => !moments.has(field));
  return { ...option, properties: { ...others, data: { ...data, required } } };
}
