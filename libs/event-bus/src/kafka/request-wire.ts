import type { CommandEnvelope } from '@libs/kernel';
import type { KafkaMessage, Message } from 'kafkajs';
import type { Reply } from '../serving/replies.js';

/** Who asks, and where the answer is awaited. */
export interface Asker {
  readonly instance: string;
  /** Of the reply topic. */
  readonly partition: number;
}

/** A request on its topic: what the transport needs is in headers, the envelope is the value. */
export interface WiredRequest {
  readonly requestId: string;
  readonly asker: Asker;
  readonly key: string;
  readonly commandId: string;
  readonly deadlineAtMs: number;
  readonly envelope: object;
}

export function requestOnTheWire(
  request: Omit<WiredRequest, 'envelope'> & { readonly envelope: CommandEnvelope },
): Message {
  const { requestId, asker, key, commandId, deadlineAtMs, envelope } = request;
  return {
    key,
    value: JSON.stringify(envelope),
    headers: {
      'request-id': requestId,
      'reply-to': asker.instance,
      'reply-partition': String(asker.partition),
      'command-id': commandId,
      'deadline-at': String(deadlineAtMs),
    },
  };
}

/** Nothing for what is no request of ours: nobody could be answered. */
export function requestIn(message: KafkaMessage): WiredRequest | undefined {
  const header = (name: string): string => message.headers?.[name]?.toString() ?? '';
  const requestId = header('request-id');
  const key = message.key?.toString() ?? '';
  const partition = Number(header('reply-partition'));
  const deadlineAtMs = Number(header('deadline-at'));
  const envelope = objectIn(message.value);
  const isOurs = requestId !== '' && key !== '' && deadlineAtMs > 0 && partition >= 0;
  if (!isOurs || envelope === undefined) return undefined;
  const asker = { instance: header('reply-to'), partition };
  return { requestId, asker, key, commandId: header('command-id'), deadlineAtMs, envelope };
}

export function replyOnTheWire({ requestId, asker }: WiredRequest, reply: Reply): Message {
  return {
    partition: asker.partition,
    value: JSON.stringify(reply),
    headers: { 'request-id': requestId, 'reply-to': asker.instance },
  };
}

/** A reply to this instance. */
export function replyIn(
  { headers, value }: KafkaMessage,
  instance: string,
): { readonly requestId: string; readonly reply: Reply } | undefined {
  if (headers?.['reply-to']?.toString() !== instance) return undefined;
  const reply = objectIn(value);
  if (reply === undefined || !('answer' in reply || 'error' in reply)) return undefined;
  // Only our services know the instance's name; they write replies.
  return { requestId: headers['request-id']?.toString() ?? '', reply: reply as Reply };
}

function objectIn(value: Buffer | null): object | undefined {
  try {
    const read: unknown = JSON.parse(value?.toString() ?? '');
    return typeof read === 'object' && read !== null ? read : undefined;
  } catch {
    return undefined;
  }
}
