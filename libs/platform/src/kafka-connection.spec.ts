import { KafkaConnectionRefused, readKafkaConnection } from './kafka-connection.js';

describe('a connection string of Kafka', () => {
  it('names brokers, and is not safe without TLS', () =>
    expect(readKafkaConnection('kafka://one:9192,two')).toEqual({
      brokers: ['one:9192', 'two:9092'],
      isSecure: false,
    }));

  it('holds a user, a password and certificates', () =>
    expect(
      readKafkaConnection(
        'kafka://extranet:p%40ss@one:9093?tls=true&tlsCAFile=/c/ca.crt&tlsCertificateFile=/c/us.crt&tlsKeyFile=/c/us.key',
      ),
    ).toEqual({
      brokers: ['one:9093'],
      isSecure: true,
      tlsCAFile: '/c/ca.crt',
      tlsCertificateFile: '/c/us.crt',
      tlsKeyFile: '/c/us.key',
      sasl: { mechanism: 'scram-sha-512', username: 'extranet', password: 'p@ss' },
    }));

  it('names another mechanism', () =>
    expect(readKafkaConnection('kafka://u:p@one?mechanism=plain').sasl?.mechanism).toBe('plain'));

  it.each([
    ['another scheme', 'mongodb://one'],
    ['no host', 'kafka://'],
    ['a host that is none', 'kafka://one two'],
    ['a user without a password', 'kafka://user@one'],
    ['an unknown mechanism', 'kafka://user:verysecret@one?mechanism=gssapi'],
    ['a mechanism for nobody', 'kafka://one?mechanism=plain'],
    ['an unknown option', 'kafka://user:verysecret@one?acks=0'],
    ['certificates without TLS', 'kafka://one?tlsCAFile=/ca.crt'],
    ['a certificate without its key', 'kafka://one?tls=true&tlsCertificateFile=/us.crt'],
    ['a TLS that is neither on nor off', 'kafka://one?tls=yes'],
    ['a lone percent sign', 'kafka://user:very%secret@one'],
  ])('is refused with %s, and not repeated', (_what, text) => {
    let message = '';
    try {
      readKafkaConnection(text);
    } catch (error) {
      expect(error).toBeInstanceOf(KafkaConnectionRefused);
      message = String(error);
    }
    expect(message).toMatch(/the connection string is not usable/u);
    expect(message).not.toContain('secret');
  });
});
