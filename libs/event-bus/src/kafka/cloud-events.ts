import type { Position, Recorded } from '@libs/kernel';
import type { Message as NewMessage } from 'kafkajs';
import type { OutgoingMessage } from '../event-bus.js';
import { typeOnTheWire } from './event-types.js';

/**
 * CloudEvents 1.0 in Kafka's binary mode: attributes are headers, `ce_` before their names, and
 * the value is the data as JSON. `sequence` is the position, 20 digits that sort as text.
 */
export type Wire = NewMessage & { readonly key: string; readonly value: string };

/** Before the service in the source of what we tell. */
export const SOURCE = 'urn:merchant-extranet:';

/** A recorded event on the topic of its service; its sealed fields were dropped before. */
export function newsOnTheWire(topic: string, event: Recorded): Wire {
  const { id, type, stream, revision, position, metadata, data } = event;
  const { actor, commandId, correlationId, causationId, traceparent } = metadata;
  return wire(topic, {
    id,
    type,
    key: stream,
    time: metadata.occurredAt,
    data,
    attributes: {
      ce_subject: stream,
      ce_sequence: position,
      ce_revision: String(revision),
      ce_correlationid: correlationId,
      ce_causationid: causationId,
      ce_recordedtime: metadata.recordedAt,
      ce_commandid: commandId,
      ce_actorkind: actor.kind,
      ce_actorid: actor.id,
      ...(traceparent !== undefined && { ce_traceparent: traceparent }),
    },
  });
}

/** A message to the outside; told by a relay, it carries the position of the event it follows. */
export function outgoingOnTheWire(
  topic: string,
  message: OutgoingMessage,
  position?: Position,
): Wire {
  const attributes = position === undefined ? {} : { ce_sequence: position };
  return wire(topic, { ...message, attributes });
}

function wire(
  topic: string,
  message: OutgoingMessage & { readonly attributes: Readonly<Record<string, string>> },
): Wire {
  const { id, type, key, time, data, attributes } = message;
  const service = topic.slice(0, topic.indexOf('.'));
  return {
    key,
    value: JSON.stringify(data),
    headers: {
      ce_specversion: '1.0',
      ce_id: id,
      ce_source: `${SOURCE}${service}`,
      ce_type: typeOnTheWire(service, type),
      ce_time: time,
      ce_partitionkey: key,
      'content-type': 'application/json',
      ...attributes,
    },
  };
}
