import type { z } from '@libs/kernel';
import { Unhandleable, type Message, type Subscription } from './event-bus.js';

/** What was kept before an upgrade may be of a shape that is not taken any more. */
export function checkedHandler(
  { handler }: Subscription,
  schema: z.ZodType | undefined,
): Subscription['handler'] {
  if (schema === undefined) return handler;
  return async (message: Message): Promise<void> => {
    const { type, data } = message;
    const contents = schema.safeParse({ type, data });
    if (!contents.success) throw new Unhandleable('not of its contract', { cause: contents.error });
    await handler(message);
  };
}
