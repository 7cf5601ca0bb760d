import { Metadata, type Position } from '@libs/kernel';
import type { KafkaMessage } from 'kafkajs';
import { Unhandleable, type Message } from '../event-bus.js';
import { SOURCE } from './cloud-events.js';
import { typeOf } from './event-types.js';

const POSITION = /^\d{20}$/u;

/** What is known of a message before it is opened. */
export interface Envelope {
  readonly id: string;
  readonly key: string;
  readonly type: string;
  readonly isCloudEvent: boolean;
  /** Of a message that a relay of ours told: never goes back within a partition. */
  readonly sequence?: Position;
  /** Fails with `Unhandleable` for what is no message of ours. */
  readonly open: () => Message;
}

/** Where a message was found; `topic` is its name without the prefix. */
export interface Place {
  readonly topic: string;
  readonly partition: number;
}

/** What a message on a topic is, as far as its headers and its place tell. */
export function envelopeOf(message: KafkaMessage, place: Place): Envelope {
  const named = namedIn(message);
  return named === undefined ? stranger(message, place) : known(message, place, named);
}

interface Named {
  readonly id: string;
  readonly type: string;
  readonly source: string;
}

/** The attributes that a CloudEvent 1.0 must have. */
function namedIn(message: KafkaMessage): Named | undefined {
  const [version, id, type, source] = ['specversion', 'id', 'type', 'source'].map((name) =>
    filled(headerOf(message, `ce_${name}`)),
  );
  if (version !== '1.0') return undefined;
  if (id === undefined || type === undefined || source === undefined) return undefined;
  return { id, type, source };
}

function known(message: KafkaMessage, { topic }: Place, named: Named): Envelope {
  const { id } = named;
  const type = typeOf(named.type);
  const key = keyOf(message) ?? id;
  const open = () => ({ id, topic, key, type, data: dataOf(message), ...recordedIn(message) });
  const sequence = sequenceOf(message, named);
  return { id, key, type, isCloudEvent: true, open, ...(sequence !== undefined && { sequence }) };
}

function keyOf(message: KafkaMessage): string | undefined {
  const said = ['ce_partitionkey', 'ce_subject'].map((name) => headerOf(message, name));
  return [message.key?.toString(), ...said].find((text) => filled(text) !== undefined);
}

/** Strangers' sequences tell nothing about ours. */
function sequenceOf(message: KafkaMessage, { source }: Named): Position | undefined {
  const sequence = headerOf(message, 'ce_sequence') ?? '';
  return source.startsWith(SOURCE) && POSITION.test(sequence) ? sequence : undefined;
}

const filled = (text: string | undefined): string | undefined => (text === '' ? undefined : text);

function headerOf({ headers }: KafkaMessage, name: string): string | undefined {
  const found = headers?.[name];
  const [first] = Array.isArray(found) ? found : [found];
  return first?.toString();
}

function dataOf({ value }: KafkaMessage): object {
  const data: unknown = readJson(value);
  if (typeof data === 'object' && data !== null && !Array.isArray(data)) return data;
  throw new Unhandleable('its data are no JSON object');
}

function readJson(value: Buffer | null): unknown {
  try {
    return JSON.parse(value?.toString() ?? '');
  } catch (error) {
    throw new Unhandleable('its data are no JSON', { cause: error });
  }
}

type RecordedPart = Pick<Message, 'stream' | 'revision' | 'position' | 'metadata'>;

/** What only recorded events have. The fingerprint stays at home: it tells outside readers nothing. */
function recordedIn(message: KafkaMessage): RecordedPart {
  const header = (name: string) => headerOf(message, `ce_${name}`);
  const [stream, revision, position] = ['subject', 'revision', 'sequence'].map(header);
  if (stream === undefined || revision === undefined || position === undefined) return {};
  const metadata = Metadata.safeParse({
    actor: { kind: header('actorkind'), id: header('actorid') },
    commandId: header('commandid'),
    fingerprint: '',
    correlationId: header('correlationid'),
    causationId: header('causationid'),
    traceparent: header('traceparent'),
    occurredAt: header('time'),
    recordedAt: header('recordedtime'),
  });
  if (!metadata.success) throw new Unhandleable('not a recorded event', { cause: metadata.error });
  return { stream, revision: Number(revision), position, metadata: metadata.data };
}

const RAW_BYTES_MAX = 64 * 1024;

/** Anything else that lies on a topic: named by its place, kept as it is for somebody to look at. */
function stranger(message: KafkaMessage, { topic, partition }: Place): Envelope {
  const id = `${topic}/${partition}/${message.offset}`;
  const key = filled(message.key?.toString()) ?? id;
  const raw = message.value?.subarray(0, RAW_BYTES_MAX).toString('base64') ?? '';
  const open = () => ({ id, topic, key, type: NO_CLOUD_EVENT, data: { raw } });
  return { id, key, type: NO_CLOUD_EVENT, isCloudEvent: false, open };
}

/** Stands for the type of a message that is no CloudEvent 1.0. */
export const NO_CLOUD_EVENT = '(no CloudEvent)';
