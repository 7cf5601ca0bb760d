import { z } from 'zod';

/** Declares an event once: its type, the check at every door, the schema we publish. */
export const event = message;

/** Declares a command, in the same shape. */
export const command = message;

function message<Type extends string, Data extends z.ZodRawShape>(type: Type, data: Data) {
  return z
    .strictObject({ type: z.literal(type), data: z.strictObject(data).readonly() })
    .readonly();
}

/** What every message has: a name and its contents. */
export interface AnyMessage {
  readonly type: string;
  readonly data: object;
}

/** One member of a union of messages, picked by its name. */
export type Named<Message extends AnyMessage, Type extends Message['type']> = Extract<
  Message,
  { readonly type: Type }
>;
