/** Settings of a broker, by name. */
export type Settings = Readonly<Record<string, string>>;

/** A broker that takes only whom it knows: over TLS with a certificate, and with a password. */
export interface KafkaSecurity {
  /** PEM files: the broker's key and certificate, and the authority whose members it takes. */
  readonly keyFile: string;
  readonly caFile: string;
  readonly username: string;
  readonly password: string;
}

export interface KafkaPorts {
  /** That of clients. */
  readonly port: number;
  readonly controllerPort: number;
  /** Where the broker talks to itself when clients must sign in. */
  readonly ownPort: number;
}

/** One node, broker and controller in one; in a container where it has no directory. */
export function settingsFor(
  { port, controllerPort, ownPort }: KafkaPorts,
  data: string,
  security?: KafkaSecurity,
): Settings {
  const host = data === '' ? '0.0.0.0' : '127.0.0.1';
  const open = `PLAINTEXT://${host}:${security === undefined ? port : ownPort}`;
  const secured = security === undefined ? '' : `,SASL_SSL://${host}:${port}`;
  const listeners = `${open}${secured}`;
  return {
    ...(data !== '' && { 'log.dirs': data }),
    'process.roles': 'broker,controller',
    'node.id': '1',
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    listeners: `${listeners},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': listeners.replaceAll('0.0.0.0', '127.0.0.1'),
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,SASL_SSL:SASL_SSL,CONTROLLER:PLAINTEXT',
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'PLAINTEXT',
    // Topics are made by those who declare them, never by a misspelt name.
    'auto.create.topics.enable': 'false',
    'group.initial.rebalance.delay.ms': '0',
    'group.min.session.timeout.ms': '1000',
    'offsets.topic.num.partitions': '1',
    'offsets.topic.replication.factor': '1',
    'transaction.state.log.num.partitions': '1',
    'transaction.state.log.replication.factor': '1',
    'transaction.state.log.min.isr': '1',
    'log.cleaner.dedupe.buffer.size': '2097152',
    // A walk's machine is weeks ahead of the broker, which since 4.0 takes an hour at most.
    'log.message.timestamp.after.max.ms': String(100 * 365 * 86_400_000),
    ...(security !== undefined && securing(security)),
  };
}

const MODULES = 'org.apache.kafka.common.security';

function securing({ keyFile, caFile, username, password }: KafkaSecurity): Settings {
  const plain = `${MODULES}.plain.PlainLoginModule required user_${username}="${password}";`;
  const scram = `${MODULES}.scram.ScramLoginModule required;`;
  return {
    'sasl.enabled.mechanisms': 'PLAIN,SCRAM-SHA-512',
    'listener.name.sasl_ssl.plain.sasl.jaas.config': plain,
    'listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config': scram,
    'listener.name.sasl_ssl.ssl.client.auth': 'required',
    'ssl.keystore.type': 'PEM',
    'ssl.keystore.location': keyFile,
    'ssl.truststore.type': 'PEM',
    'ssl.truststore.location': caFile,
  };
}

/** What the storage is formatted with besides: users of SCRAM are kept in it. */
export const usersOf = ({ username, password }: KafkaSecurity): readonly string[] => [
  '--add-scram',
  `SCRAM-SHA-512=[name=${username},password=${password}]`,
];

export const propertiesOf = (settings: Settings): string =>
  Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');

/** As the image of the project takes them: `KAFKA_LOG_DIRS`. */
export const environmentOf = (settings: Settings): Record<string, string> =>
  Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [
      `KAFKA_${name.toUpperCase().replaceAll('.', '_')}`,
      value,
    ]),
  );
