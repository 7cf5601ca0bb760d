import type { Recorded } from '@libs/kernel';
import type { KafkaMessage } from 'kafkajs';
import { Unhandleable } from '../event-bus.js';
import { fact, outgoing, told } from '../contract/playground.fixtures.js';
import { newsOnTheWire, outgoingOnTheWire, type Wire } from './cloud-events.js';
import { envelopeOf, NO_CLOUD_EVENT } from './envelope.js';

const TOPIC = 'refunds.events';
const POSITION = '00000000000000000042';
const PLACE = { topic: TOPIC, partition: 3 };

const RECORDED: Recorded = {
  ...fact('account-1', 1, 'RefundRequestedV2'),
  stream: 'account-1',
  revision: 7,
  position: POSITION,
};

describe('a recorded event on the wire', () => {
  const { headers, key, value } = newsOnTheWire(TOPIC, RECORDED);

  it('is a CloudEvent 1.0 in binary mode, keyed by its stream', () => {
    expect(key).toBe('account-1');
    expect(JSON.parse(value)).toEqual({ n: 1 });
    expect(headers).toMatchObject({
      ce_specversion: '1.0',
      ce_id: RECORDED.id,
      ce_source: 'urn:merchant-extranet:refunds',
      ce_type: 'fi.merchant-extranet.refunds.refund-requested.v2',
      ce_subject: 'account-1',
      ce_time: '2026-01-05T09:30:00Z',
      ce_sequence: POSITION,
      ce_partitionkey: 'account-1',
      ce_correlationid: 'correlation',
      ce_causationid: 'causation',
      'content-type': 'application/json',
    });
  });

  it('carries a trace where it has one, and no fingerprint', () => {
    expect(Object.keys(headers ?? {})).not.toContain('ce_traceparent');
    expect(JSON.stringify(headers)).not.toContain('fingerprint');
    const metadata = { ...RECORDED.metadata, traceparent: '00-a-b-01' };
    expect(newsOnTheWire(TOPIC, { ...RECORDED, metadata }).headers).toMatchObject({
      ce_traceparent: '00-a-b-01',
    });
  });

  it('is read as it was recorded', () => {
    const { sequence, open } = envelopeOf(read(newsOnTheWire(TOPIC, RECORDED)), PLACE);
    expect(sequence).toBe(POSITION);
    const { id, type, stream, revision, position, data } = RECORDED;
    expect(open()).toEqual({
      ...{ id, type, stream, revision, position, data },
      topic: TOPIC,
      key: 'account-1',
      metadata: { ...RECORDED.metadata, fingerprint: '' },
    });
  });

  it('is unhandleable when its attributes are broken', () => {
    const wire = newsOnTheWire(TOPIC, RECORDED);
    const broken = { ...wire, headers: { ...wire.headers, ce_recordedtime: 'yesterday' } };
    expect(envelopeOf(read(broken), PLACE).open).toThrow(Unhandleable);
  });
});

describe('a message from or to the outside', () => {
  it('is read as it was told', () => {
    const { sequence, open } = envelopeOf(read(outgoingOnTheWire(TOPIC, outgoing(1))), PLACE);
    expect(sequence).toBeUndefined();
    expect(open()).toEqual({ ...told(1), topic: TOPIC });
  });

  it('told by a relay carries the position of the event that it follows', () => {
    const wire = outgoingOnTheWire(TOPIC, outgoing(1), POSITION);
    expect(envelopeOf(read(wire), PLACE).sequence).toBe(POSITION);
  });

  it('of another source has no sequence of ours', () => {
    const wire = outgoingOnTheWire(TOPIC, outgoing(1), POSITION);
    const foreign = { ...wire, headers: { ...wire.headers, ce_source: 'https://bank.example' } };
    expect(envelopeOf(read(foreign), PLACE).sequence).toBeUndefined();
  });

  it.each([
    ['no JSON', '{'],
    ['no object', '[1]'],
  ])('whose data are %s is unhandleable', (_what, value) => {
    const wire = { ...outgoingOnTheWire(TOPIC, outgoing(1)), value };
    expect(envelopeOf(read(wire), PLACE).open).toThrow(Unhandleable);
  });

  it('without a key goes by its attributes', () => {
    const { key: _key, ...wire } = outgoingOnTheWire(TOPIC, outgoing(1));
    expect(envelopeOf(read(wire), PLACE).key).toBe('account');
    const { ce_partitionkey: _partitionKey, ...headers } = wire.headers ?? {};
    expect(envelopeOf(read({ ...wire, headers }), PLACE).key).toBe('transfer-1');
  });
});

describe('a message that is no CloudEvent 1.0', () => {
  it.each([
    ['has no headers', {}],
    ['is of another version', { ce_specversion: '2.0', ce_id: '1', ce_type: 't', ce_source: 's' }],
    ['has an empty id', { ce_specversion: '1.0', ce_id: '', ce_type: 't', ce_source: 's' }],
  ])('because it %s, is named by its place and kept as it is', (_why, headers) => {
    const envelope = envelopeOf(read({ key: '', value: 'hello', headers }), PLACE);
    expect(envelope).toMatchObject({
      id: `${TOPIC}/3/11`,
      key: `${TOPIC}/3/11`,
      type: NO_CLOUD_EVENT,
      isCloudEvent: false,
    });
    expect(envelope.open().data).toEqual({ raw: Buffer.from('hello').toString('base64') });
  });
});

/** As kafkajs hands it over. */
function read({ key, value, headers = {} }: Partial<Wire>): KafkaMessage {
  const bytes = Object.entries(headers).map(([name, each]) => [name, Buffer.from(String(each))]);
  return {
    key: key === undefined ? null : Buffer.from(key),
    value: Buffer.from(value ?? ''),
    headers: Object.fromEntries(bytes) as Record<string, Buffer>,
    offset: '11',
    timestamp: '0',
    attributes: 0,
  };
}
