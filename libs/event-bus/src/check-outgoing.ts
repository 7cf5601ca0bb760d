import { text, z } from '@libs/kernel';
import { MessageRefused, type OutgoingMessage } from './event-bus.js';

/** Parked, a message must fit into one append of the event store, sealed and in base64. */
const MESSAGE_CHARACTERS_MAX = 512 * 1024;

const Envelope = z.object({ id: text(200), key: text(200), type: text(200), time: text(40) });

/** Fails with `MessageRefused` for a message that its topic does not take. */
export function checkOutgoing(
  topic: string,
  schema: z.ZodType | undefined,
  message: OutgoingMessage,
): void {
  const { id, type, data } = message;
  if (schema === undefined) throw new MessageRefused(topic, id, 'no such topic of the outside');
  const envelope = Envelope.safeParse(message);
  if (!envelope.success) throw refused(topic, id, envelope.error);
  const contents = schema.safeParse({ type, data });
  if (!contents.success) throw refused(topic, id, contents.error);
  if (JSON.stringify(data).length > MESSAGE_CHARACTERS_MAX)
    throw new MessageRefused(topic, id, `more than ${MESSAGE_CHARACTERS_MAX} characters`);
}

const refused = (topic: string, id: string, error: z.ZodError): MessageRefused =>
  new MessageRefused(topic, id, z.prettifyError(error), { cause: error });
