/** How brokers are reached, as a connection string says it. */
export interface KafkaConnection {
  /** `host:port` of each. */
  readonly brokers: readonly string[];
  readonly isSecure: boolean;
  readonly tlsCAFile?: string;
  readonly tlsCertificateFile?: string;
  readonly tlsKeyFile?: string;
  readonly sasl?: {
    readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
    readonly username: string;
    readonly password: string;
  };
}

/** The connection string is not usable. The message says why, and never repeats the string. */
export class KafkaConnectionRefused extends Error {
  override readonly name = 'KafkaConnectionRefused';
}

const SHAPE =
  /^kafka:\/\/(?:(?<user>[^:@/?]+):(?<password>[^:@/?]+)@)?(?<hosts>[^@/?]+)\/?(?:\?(?<options>.*))?$/u;
const HOST = /^[A-Za-z0-9._-]+(?::\d{1,5})?$/u;
const PORT = 9092;
const MECHANISMS = ['plain', 'scram-sha-256', 'scram-sha-512'] as const;
type Mechanism = (typeof MECHANISMS)[number];
const FILES = ['tlsCAFile', 'tlsCertificateFile', 'tlsKeyFile'] as const;
const OPTIONS: readonly string[] = ['tls', 'mechanism', ...FILES];

/** Reads a connection string of Kafka; fails with `KafkaConnectionRefused`. */
export function readKafkaConnection(text: string): KafkaConnection {
  const { user, password, hosts, options = '' } = SHAPE.exec(text.trim())?.groups ?? {};
  if (hosts === undefined)
    throw refused('it looks like `kafka://user:password@host:9092?tls=true`');
  const given = readOptions(options);
  const sasl = saslOf(given, user, password);
  const isSecure = given.get('tls') === 'true';
  const files = FILES.filter((name) => given.has(name)).map((name) => [name, given.get(name)]);
  if (files.length > 0 && !isSecure) throw refused('certificates are for `tls=true`');
  if (given.has('tlsCertificateFile') !== given.has('tlsKeyFile'))
    throw refused('a certificate of ours comes with its key');
  return {
    brokers: hosts.split(',').map(brokerOf),
    isSecure,
    ...(Object.fromEntries(files) as Pick<KafkaConnection, (typeof FILES)[number]>),
    ...(sasl !== undefined && { sasl }),
  };
}

function brokerOf(host: string): string {
  if (!HOST.test(host))
    throw refused('hosts are names or addresses with a port, with commas between them');
  return host.includes(':') ? host : `${host}:${PORT}`;
}

function saslOf(
  given: ReadonlyMap<string, string>,
  user: string | undefined,
  password: string | undefined,
): KafkaConnection['sasl'] {
  const asked = given.get('mechanism');
  if (user === undefined || password === undefined) {
    if (asked !== undefined) throw refused('a mechanism is for a user and a password');
    return undefined;
  }
  const mechanism = asked ?? 'scram-sha-512';
  if (!isMechanism(mechanism)) throw refused(`its mechanism is one of ${MECHANISMS.join(', ')}`);
  return { mechanism, username: decoded(user), password: decoded(password) };
}

const isMechanism = (given: string): given is Mechanism =>
  (MECHANISMS as readonly string[]).includes(given);

function readOptions(text: string): ReadonlyMap<string, string> {
  const options = new Map<string, string>();
  for (const pair of text === '' ? [] : text.split('&')) {
    const [name = '', value = ''] = pair.split('=', 2);
    if (!OPTIONS.includes(name))
      throw refused(`it takes the options ${OPTIONS.join(', ')}, and no others`);
    if (value === '') throw refused(`its option ${name} has a value that is not taken`);
    options.set(name, decoded(value));
  }
  if (!['true', 'false'].includes(options.get('tls') ?? 'false'))
    throw refused('its option tls is `true` or `false`');
  return options;
}

function decoded(word: string): string {
  try {
    return decodeURIComponent(word);
  } catch {
    throw refused('a percent sign is written %25');
  }
}

const refused = (why: string) =>
  new KafkaConnectionRefused(`the connection string is not usable: ${why}`);
