import { ConfigurationRefused, readConfiguration } from './configuration.js';

const PRODUCTION = {
  EXTRANET_ENV: 'production',
  EXTRANET_ISSUER: 'https://login.example',
  EXTRANET_MASTER_KEY_FILE: '/secrets/master.key',
  EXTRANET_FUNDING_IBAN: 'FI2112345600000785',
};

describe('a Kafka', () => {
  const EXTRANET_KAFKA = 'kafka://127.0.0.1:9092';
  const chosen = { EXTRANET_EVENT_BUS: 'kafka', EXTRANET_KAFKA };

  it('is chosen with the address it is reached at', () =>
    expect(readConfiguration(chosen)).toMatchObject({
      eventBus: 'kafka',
      kafka: { connection: EXTRANET_KAFKA, prefix: '', partitions: 6, replication: 1 },
    }));

  it('makes topics as told', () => {
    const told = { EXTRANET_KAFKA_PREFIX: 'demo.', EXTRANET_KAFKA_PARTITIONS: '24' };
    expect(readConfiguration({ ...chosen, ...told }).kafka).toMatchObject({
      prefix: 'demo.',
      partitions: 24,
    });
  });

  it.each(['0', '201', '-1', '1.5', 'many'])('takes no %p partitions', (given) =>
    expect(problemsOf({ ...chosen, EXTRANET_KAFKA_PARTITIONS: given })).toEqual([
      'EXTRANET_KAFKA_PARTITIONS is not usable: set it to a number from 1 to 200',
    ]),
  );

  it('is missing without an address', () =>
    expect(problemsOf({ EXTRANET_EVENT_BUS: 'kafka' })).toEqual([
      expect.stringMatching(/EXTRANET_KAFKA is missing/u),
    ]));

  it('does not carry news of events that end with the process', () =>
    expect(problemsOf({ ...chosen, EXTRANET_EVENT_STORE: 'memory' })).toEqual([
      expect.stringMatching(/would outlive events in memory/u),
    ]));

  it('is spoken to with TLS in production, and keeps each message three times', () => {
    expect(problemsOf({ ...PRODUCTION, ...chosen })).toEqual([
      expect.stringMatching(/not safe without TLS/u),
    ]);
    const safe = { ...chosen, EXTRANET_KAFKA: 'kafka://user:word@one:9093?tls=true' };
    expect(readConfiguration({ ...PRODUCTION, ...safe }).kafka?.replication).toBe(3);
  });
});

describe('requests', () => {
  const EXTRANET_KAFKA = 'kafka://127.0.0.1:9092';

  it('go over Kafka, also where news does not', () =>
    expect(readConfiguration({ EXTRANET_REQUESTS: 'kafka', EXTRANET_KAFKA })).toMatchObject({
      eventBus: 'in-process',
      requests: { kind: 'kafka', partitionsAtOnce: 6 },
      kafka: { connection: EXTRANET_KAFKA },
    }));

  it('go over TCP to the places of each service, and are taken at one', () =>
    expect(
      readConfiguration({
        EXTRANET_REQUESTS: 'tcp',
        EXTRANET_REQUESTS_TCP: 'orders=one:4001, orders=two:4001,refunds=three:4002',
        EXTRANET_REQUESTS_LISTEN: '0.0.0.0:4001',
        EXTRANET_REQUESTS_TLS: '/certificates',
      }).requests,
    ).toEqual({
      kind: 'tcp',
      places: {
        'orders.requests': [
          { host: 'one', port: 4001 },
          { host: 'two', port: 4001 },
        ],
        'refunds.requests': [{ host: 'three', port: 4002 }],
      },
      listen: { host: '0.0.0.0', port: 4001 },
      tlsDirectory: '/certificates',
    }));

  it.each([
    [{ EXTRANET_REQUESTS: 'kafka' }, /EXTRANET_KAFKA is missing.*EXTRANET_REQUESTS/u],
    [{ EXTRANET_REQUESTS: 'tcp' }, /are missing: over TCP/u],
    [{ EXTRANET_REQUESTS_TCP: 'nobody=one:4001' }, /EXTRANET_REQUESTS_TCP is not usable/u],
    [{ EXTRANET_REQUESTS_TCP: 'orders=one' }, /EXTRANET_REQUESTS_TCP is not usable/u],
    [{ EXTRANET_REQUESTS_LISTEN: 'one:70000' }, /EXTRANET_REQUESTS_LISTEN is not usable/u],
  ])('do not go as %j', (given, problem) =>
    expect(problemsOf(given)).toEqual([expect.stringMatching(problem)]),
  );

  it('over TCP take nobody without a certificate in production', () =>
    expect(
      problemsOf({
        ...PRODUCTION,
        EXTRANET_REQUESTS: 'tcp',
        EXTRANET_REQUESTS_LISTEN: '0.0.0.0:4001',
      }),
    ).toEqual([expect.stringMatching(/EXTRANET_REQUESTS_TLS is missing/u)]));
});

function problemsOf(environment: Readonly<Record<string, string>>): readonly string[] {
  try {
    readConfiguration(environment);
  } catch (error) {
    if (error instanceof ConfigurationRefused) return error.problems;
    throw error;
  }
  return [];
}
